package io.cofre.kms.fortanix;

import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.kms.http.testing.RestFaultsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Fortanix DSM keeps the rules of KMSs that have faults.
class FortanixFaultsTest extends RestFaultsContract {
  @Override
  protected DoubledKms<FakeDsm> startDouble(Path home) throws IOException {
    return Dsm.start(home);
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeDsm.API_KEY);
  }
}
