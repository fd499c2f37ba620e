package io.cofre.acceptance;

import io.cofre.acceptance.KmsPeer.Versions;
import io.cofre.kms.kmip.KmipDouble;
import io.cofre.kms.kmip.Peer;
import io.cofre.kms.kmip.PyKmip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A server whose keys are in a KMIP server: PyKMIP's, or a double where that is missing and `CI`
/// is not set.
class KmipPluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    Peer peer = Peer.in(folder);
    Map<String, String> settings = new TreeMap<>();
    settings.put("tls-ca", folder.resolve("ca.pem").toString());
    settings.put("tls-cert", folder.resolve("client.pem").toString());
    settings.put("tls-key", folder.resolve("client.key").toString());
    List<String> secrets = new ArrayList<>(PyKmip.secrets(folder));
    if (PyKmip.isThere() || System.getenv("CI") != null) {
      PyKmip server = PyKmip.start(peer);
      settings.put("endpoint", "kmip://localhost:" + server.port());
      return new RunningPeer("kmip", Versions.TOLD, settings, secrets, server);
    }
    KmipDouble server = KmipDouble.start(peer.authority());
    settings.put("endpoint", "kmip://localhost:" + server.port());
    settings.put("username", KmipDouble.USER);
    settings.put("password", KmsPeer.secret(folder.resolve("password"), KmipDouble.PASSWORD));
    secrets.add(KmipDouble.PASSWORD);
    return new RunningPeer("kmip", Versions.TOLD, settings, secrets, server);
  }
}
