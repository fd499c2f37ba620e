/// HTTP API v1 of HashiCorp Vault and OpenBao, whose wire is the same: logins, calls, what it
/// refuses, and its health. How its engines hold and wrap keys is not known here.
package io.cofre.vault.client;
