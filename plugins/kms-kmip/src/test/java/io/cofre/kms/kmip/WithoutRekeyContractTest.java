package io.cofre.kms.kmip;

import java.util.List;

/// A server without re-key, whose names need not be unique.
class WithoutRekeyContractTest extends DoubleContract {
  WithoutRekeyContractTest() {
    super(new KmipDouble.Abilities(List.of(new Version(1, 4)), false, false, true));
  }
}
