package io.cofre.kms.azure;

/// A256GCM.
class AzureGcmContractTest extends AzureContract {
  AzureGcmContractTest() {
    super("A256GCM");
  }
}
