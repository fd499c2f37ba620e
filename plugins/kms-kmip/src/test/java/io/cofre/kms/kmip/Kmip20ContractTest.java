package io.cofre.kms.kmip;

/// KMIP 2.0.
class Kmip20ContractTest extends DoubleContract {
  Kmip20ContractTest() {
    super(KmipDouble.speaking(2, 0));
  }
}
