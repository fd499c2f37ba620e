package io.cofre.kms.kmip;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The plugin keeps the rules of every KMS before a double of some abilities.
abstract class DoubleContract extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre");
  private final KmipDouble.Abilities abilities;
  @TempDir Path home;
  private Peer peer;
  private KmipDouble server;

  DoubleContract(KmipDouble.Abilities abilities) {
    this.abilities = abilities;
  }

  @BeforeEach
  void start() throws IOException {
    peer = Peer.in(home);
    server = KmipDouble.start(abilities, peer.authority());
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    if (server.connections() > 0) {
      server.closeConnections();
    }
    server.close();
  }

  @Override
  protected Kms open() {
    return peer.openLoggedIn(server.port());
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<KeyId> disabledKey() {
    KeyId disabled = new KeyId("switched-off");
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(disabled);
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) {
        throw e;
      }
    }
    server.key("switched-off").state = 3;
    return Optional.of(disabled);
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(peer.openLoggedIn(1));
  }

  @Override
  protected List<String> secrets() {
    return List.of(KmipDouble.PASSWORD);
  }
}
