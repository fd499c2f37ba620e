package io.cofre.kms.azure;

/// A256KW.
class AzureKeyWrapContractTest extends AzureContract {
  AzureKeyWrapContractTest() {
    super("A256KW");
  }
}
