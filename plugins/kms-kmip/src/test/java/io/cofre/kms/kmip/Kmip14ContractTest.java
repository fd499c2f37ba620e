package io.cofre.kms.kmip;

/// KMIP 1.4.
class Kmip14ContractTest extends DoubleContract {
  Kmip14ContractTest() {
    super(KmipDouble.speaking(1, 4));
  }
}
