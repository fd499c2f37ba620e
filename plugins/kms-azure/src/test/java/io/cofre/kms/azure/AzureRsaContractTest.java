package io.cofre.kms.azure;

/// RSA-OAEP-256.
class AzureRsaContractTest extends AzureContract {
  AzureRsaContractTest() {
    super("RSA-OAEP-256");
  }
}
