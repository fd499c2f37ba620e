package io.cofre.kms.ciphertrust;

import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.kms.http.testing.RestFaultsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// CipherTrust keeps the rules of KMSs that have faults.
class CipherTrustFaultsTest extends RestFaultsContract {
  @Override
  protected DoubledKms<FakeCipherTrust> startDouble(Path home) throws IOException {
    return CipherTrust.start(home);
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeCipherTrust.PASSWORD, "eyJ");
  }
}
