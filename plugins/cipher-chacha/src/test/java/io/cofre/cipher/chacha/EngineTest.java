package io.cofre.cipher.chacha;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.DataKey;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Which engine works, and how it is tried.
class EngineTest {
  private static final Engine[] ENGINES = {Engine.JDK, Conscrypted.engine()};

  @Test
  void conscryptWorksOnLinux() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch")),
        "the library carries these two for Linux");
    assertEquals("Conscrypt", new ChaChaProvider().engine());
  }

  @Test
  void theProviderIsNotInstalledForOthers() {
    assertEquals(2, ENGINES.length);
    assertTrue(
        Arrays.stream(Security.getProviders()).noneMatch(p -> p.getName().contains("Conscrypt")));
  }

  @Test
  void bothEnginesPassTheSelfTest() throws Exception {
    for (Engine engine : ENGINES) {
      SelfTest.run(engine);
    }
  }

  @Test
  void anEngineWithoutTheCipherIsRefused() {
    var empty = new Engine("empty", Optional.of(new Empty()), true);
    assertThrows(IllegalStateException.class, () -> SelfTest.run(empty));
  }

  private static final class Empty extends Provider {
    private static final long serialVersionUID = 1L;

    Empty() {
      super("Empty", "1", "nothing");
    }
  }

  @Test
  void whatOneEngineSealedTheOtherOpensAgainAndAgain() {
    for (int i = 0; i < 2; i++) {
      Engine sealing = ENGINES[i];
      Engine opening = ENGINES[1 - i];
      try (DataKey key = DataKey.random();
          Aead first = new ChaChaProvider(() -> sealing).open(key);
          Aead second = new ChaChaProvider(() -> opening).open(key)) {
        for (int size : new int[] {0, 1, 100, 65_520}) {
          byte[] nonce = new byte[12];
          nonce[0] = (byte) size;
          nonce[1] = (byte) (size >> 8);
          byte[] plain = new byte[size];
          Arrays.fill(plain, (byte) 7);
          ByteBuffer sealed = ByteBuffer.allocate(size + 16);
          first.seal(
              ByteBuffer.wrap(nonce), ByteBuffer.allocate(0), ByteBuffer.wrap(plain), sealed);
          for (Aead aead : new Aead[] {second, second, first, first}) {
            ByteBuffer opened = ByteBuffer.allocate(size);
            aead.open(ByteBuffer.wrap(nonce), ByteBuffer.allocate(0), sealed.rewind(), opened);
            assertArrayEquals(plain, opened.array());
          }
        }
      }
    }
  }

  @Test
  void aClosedAeadAndARepeatedNonceAreRefused() {
    for (Engine engine : ENGINES) {
      var aead = new ChaChaAead(engine, new ChaChaKey(new byte[32]));
      seal(aead);
      assertThrows(IllegalStateException.class, () -> seal(aead), engine.label());
      aead.close();
      aead.close();
      assertThrows(IllegalStateException.class, () -> seal(aead), engine.label());
    }
  }

  private static void seal(Aead aead) {
    aead.seal(
        ByteBuffer.allocate(12),
        ByteBuffer.allocate(0),
        ByteBuffer.allocate(8),
        ByteBuffer.allocate(24));
  }

  @Test
  void aKeyOfAnotherSizeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChaChaProvider().open(DataKey.adopt(new byte[16])));
  }
}
