package io.cofre.kms.kmip;

import io.cofre.kmip.wire.ProtocolVersion;
import java.util.List;

/// A server without re-key, whose names need not be unique.
class WithoutRekeyContractTest extends DoubleContract {
  WithoutRekeyContractTest() {
    super(new KmipDouble.Abilities(List.of(new ProtocolVersion(1, 4)), false, false, true));
  }
}
