package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The plugin keeps the rules of every KMS before PyKMIP, over TLS 1.2 with client certificates.
class PyKmipContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyId DISABLED = new KeyId("switched-off");
  @TempDir static Path home;
  private static Peer peer;
  private static PyKmip server;

  @BeforeAll
  static void start() throws Exception {
    peer = Peer.in(home);
    server = PyKmip.start(peer);
    try (Kms kms = peer.open(server.port())) {
      kms.administration().orElseThrow().create(KEY);
      kms.administration().orElseThrow().create(DISABLED);
    }
    Revoker.revoke(peer, server.port(), DISABLED);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Kms open() {
    return peer.open(server.port());
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<KeyId> disabledKey() {
    return Optional.of(DISABLED);
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(peer.open(1));
  }

  @Override
  protected List<String> secrets() {
    try {
      return PyKmip.secrets(home);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
