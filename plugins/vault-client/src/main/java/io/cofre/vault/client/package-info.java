/// HTTP API v1 of HashiCorp Vault and OpenBao, whose wire is the same: logins, calls, what it
/// refuses, and its health. What its engines do with a call is not known here.
package io.cofre.vault.client;
