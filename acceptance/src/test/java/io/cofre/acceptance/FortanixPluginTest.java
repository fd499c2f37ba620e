package io.cofre.acceptance;

import java.nio.file.Path;

/// A server whose keys are in Fortanix DSM.
class FortanixPluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    return LocalPeer.fortanix(folder);
  }
}
