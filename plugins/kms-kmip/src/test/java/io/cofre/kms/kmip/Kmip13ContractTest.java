package io.cofre.kms.kmip;

/// KMIP 1.3.
class Kmip13ContractTest extends DoubleContract {
  Kmip13ContractTest() {
    super(KmipDouble.speaking(1, 3));
  }
}
