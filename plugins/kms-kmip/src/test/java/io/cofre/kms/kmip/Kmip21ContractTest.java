package io.cofre.kms.kmip;

/// KMIP 2.1.
class Kmip21ContractTest extends DoubleContract {
  Kmip21ContractTest() {
    super(KmipDouble.speaking(2, 1));
  }
}
