/// A double of Vault without engines.
package io.cofre.vault.client.testing;
