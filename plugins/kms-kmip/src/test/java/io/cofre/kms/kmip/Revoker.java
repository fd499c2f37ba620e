package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyId;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kmip.wire.Authentication;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.Requests;
import io.cofre.tck.fake.MemorySettings;
import java.time.Duration;
import java.time.InstantSource;

/// Revokes a key as an administrator beside the plugin does.
final class Revoker {
  private Revoker() {}

  static void revoke(Peer peer, int port, KeyId revoked) throws Refusal {
    var tls =
        KmipKmsProvider.tls(
            MemorySettings.of(peer.settings(port)),
            new PluginContext("main", peer.home(), InstantSource.system()));
    var channel = new Channel(new Endpoint("localhost", port), tls, Duration.ofSeconds(30), 1);
    try (var client = new KmipClient(channel, Authentication.NONE)) {
      client.call(Requests.revoke(new Keys(client).newest(revoked)));
    }
  }
}
