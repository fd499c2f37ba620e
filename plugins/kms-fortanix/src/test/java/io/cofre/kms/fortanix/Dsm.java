package io.cofre.kms.fortanix;

import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.DoubledKms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Starts the double.
final class Dsm {
  private Dsm() {}

  static DoubledKms<FakeDsm> start(Path folder) throws IOException {
    return DoubledKms.start(
        new FortanixKmsProvider(), new FakeDsm(), folder, Map.of("api-key", FakeDsm.API_KEY));
  }
}
