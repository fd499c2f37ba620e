package io.cofre.kms.ciphertrust;

import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.DoubledKms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Starts the double.
final class CipherTrust {
  private CipherTrust() {}

  static DoubledKms<FakeCipherTrust> start(Path folder) throws IOException {
    return DoubledKms.start(
        new CipherTrustKmsProvider(),
        new FakeCipherTrust(),
        folder,
        Map.of("username", FakeCipherTrust.USER, "password", FakeCipherTrust.PASSWORD));
  }
}
