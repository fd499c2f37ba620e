package io.cofre.acceptance;

import io.cofre.acceptance.KmsPeer.Versions;
import io.cofre.kms.gcp.FakeGoogle;
import java.nio.file.Path;

/// A server whose keys are in Google Cloud KMS.
class GcpCloudPluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    var google = FakeGoogle.cloudKms(folder);
    return new RunningPeer("gcp", Versions.TOLD, google.settings(), google.secrets(), google);
  }
}
