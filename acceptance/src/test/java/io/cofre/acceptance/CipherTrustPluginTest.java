package io.cofre.acceptance;

import java.nio.file.Path;

/// A server whose keys are in CipherTrust Manager.
class CipherTrustPluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    return LocalPeer.cipherTrust(folder);
  }
}
