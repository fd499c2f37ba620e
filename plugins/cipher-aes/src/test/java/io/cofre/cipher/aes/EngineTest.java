package io.cofre.cipher.aes;

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

  @Test
  void awsLcWorksOnLinux() {
    Assumptions.assumeTrue(
        Set.of("linux-x86_64", "linux-aarch_64").contains(AwsLc.system()),
        "the plugin carries AWS-LC for Linux only");
    assertEquals("AWS-LC", new AesGcmProvider().engine());
  }

  @Test
  void theProviderIsNotInstalledForOthers() {
    Engines.settled();
    assertTrue(
        Arrays.stream(Security.getProviders()).noneMatch(p -> p.getName().contains("Corretto")));
  }

  @Test
  void anUnknownSystemHasNoJar() throws Exception {
    assertEquals(Optional.empty(), CorrettoJar.find("plan9-mips"));
    assertTrue(CorrettoJar.find("linux-x86_64").isPresent());
    assertTrue(CorrettoJar.find("linux-aarch_64").isPresent());
  }

  @Test
  void bothEnginesPassTheSelfTest() throws Exception {
    SelfTest.run(Engine.JDK);
    SelfTest.run(Engines.settled());
  }

  @Test
  void anEngineWithoutGcmIsRefused() {
    var empty = new Engine("empty", Optional.of(new Empty()));
    assertThrows(IllegalStateException.class, () -> SelfTest.run(empty));
  }

  private static final class Empty extends Provider {
    private static final long serialVersionUID = 1L;

    Empty() {
      super("Empty", "1", "nothing");
    }
  }

  @Test
  void whatOneEngineSealedTheOtherOpens() {
    Engine[] engines = {Engine.JDK, Engines.settled()};
    for (int i = 0; i < 2; i++) {
      Engine sealing = engines[i];
      Engine opening = engines[1 - i];
      try (DataKey key = DataKey.random();
          Aead first = new AesGcmProvider(() -> sealing, () -> sealing).open(key);
          Aead second = new AesGcmProvider(() -> opening, () -> opening).open(key)) {
        for (int size : new int[] {0, 1, 100, 65_520}) {
          byte[] nonce = new byte[12];
          nonce[0] = (byte) size;
          nonce[1] = (byte) (size >> 8);
          byte[] plain = new byte[size];
          Arrays.fill(plain, (byte) 7);
          ByteBuffer sealed = ByteBuffer.allocate(size + 16);
          first.seal(
              ByteBuffer.wrap(nonce), ByteBuffer.allocate(0), ByteBuffer.wrap(plain), sealed);
          ByteBuffer opened = ByteBuffer.allocate(size);
          second.open(ByteBuffer.wrap(nonce), ByteBuffer.allocate(0), sealed.flip(), opened);
          assertArrayEquals(plain, opened.array());
        }
      }
    }
  }

  @Test
  void aClosedAeadAndARepeatedNonceAreRefused() {
    for (Engine engine : new Engine[] {Engine.JDK, Engines.settled()}) {
      var aead = new GcmAead(engine.cipher(), new AesKey(new byte[32]));
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
        () -> new AesGcmProvider().open(DataKey.adopt(new byte[16])));
  }
}
