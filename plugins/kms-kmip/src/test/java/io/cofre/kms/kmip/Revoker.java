package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyId;
import java.time.Duration;
import java.util.Optional;

/// Revokes a key as an administrator beside the plugin does.
final class Revoker {
  private Revoker() {}

  static void revoke(Peer peer, int port, KeyId key) throws Refusal {
    var tls =
        TlsContexts.of(
            Optional.of(peer.home().resolve("ca.pem")),
            peer.home().resolve("client.pem"),
            peer.home().resolve("client.key"));
    try (var client =
        new KmipClient(
            new Channel(new Endpoint("localhost", port), tls, 1),
            new Messages(Optional.empty()),
            Duration.ofSeconds(30))) {
      String id = new KeyObjects(client).newest(key);
      client.call(
          Operation.REVOKE,
          (out, _) ->
              out.text(Tag.UNIQUE_IDENTIFIER, id)
                  .structure(
                      Tag.REVOCATION_REASON, () -> out.enumeration(Tag.REVOCATION_REASON_CODE, 6)),
          payload -> payload.text(Tag.UNIQUE_IDENTIFIER));
    }
  }
}
