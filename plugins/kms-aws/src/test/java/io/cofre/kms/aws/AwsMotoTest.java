package io.cofre.kms.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// AWS KMS keeps the rules of every KMS, against moto.
class AwsMotoTest extends KmsContract {
  private static Moto moto;
  private KeyId key;

  @BeforeAll
  static void start() throws Exception {
    moto = Moto.start();
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @BeforeEach
  void makeKey() {
    try (Kms kms = open()) {
      KeyId made = kms.administration().orElseThrow().create(unknownKey()).key();
      key = kms.generate(made, io.cofre.api.kms.KeyContext.EMPTY).wrapped().key();
    }
  }

  @Override
  protected Kms open() {
    return new MotoGaps(Aws.open(moto.uri(), "timeout", "30s"));
  }

  @Override
  protected KeyId key() {
    return key;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    try (ServerSocket free = new ServerSocket(0)) {
      return Optional.of(Aws.open(URI.create("http://127.0.0.1:" + free.getLocalPort())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected List<String> secrets() {
    return List.of(KmsDouble.SECRET);
  }

  @Test
  void theStatesThatMotoKeepsAreAnswered() {
    try (Kms kms = Aws.open(moto.uri(), "timeout", "30s")) {
      KeyAdministration keys = kms.administration().orElseThrow();
      KeyId fresh = keys.create(unknownKey()).key();
      keys.rotate(fresh);
      keys.disable(fresh);
      assertEquals(State.DISABLED, keys.describe(fresh).state());
      keys.enable(fresh);
      assertEquals(State.ENABLED, keys.describe(fresh).state());
      keys.delete(fresh);
      assertEquals(State.PENDING_DELETION, keys.describe(fresh).state());
      assertEquals(State.DISABLED, keys.cancelDeletion(fresh).state());
    }
  }
}
