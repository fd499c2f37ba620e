package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.tck.CipherContract;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of a cipher is found broken where it alone is broken.
///
/// [NotAuthentic] takes neither cause nor detail, so C6 is broken alone by what is said beside it.
final class BrokenCipherTest {
  private static Function<DataKey, Aead> opening = key -> new JdkAesGcm().open(key);
  private static AeadShape shape = new JdkAesGcm().shape();

  /// A cipher that the test at hand breaks.
  static final class Subject extends CipherContract {
    @Override
    protected CipherProvider provider() {
      return new CipherProvider() {
        @Override
        public String name() {
          return "broken";
        }

        @Override
        public AeadShape shape() {
          return shape;
        }

        @Override
        public Aead open(DataKey key) {
          return opening.apply(key);
        }
      };
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails(String rule, String flaw, Function<DataKey, Aead> opening) {
    BrokenCipherTest.opening = opening;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  private static Arguments row(String rule, String flaw, Function<Aead, Aead> breaking) {
    Function<DataKey, Aead> opening = key -> breaking.apply(new JdkAesGcm().open(key));
    return arguments(rule, flaw, opening);
  }

  static Stream<Arguments> exactly_that_rule_fails() {
    Function<DataKey, Aead> keeping = KeepsKey::new;
    return Stream.of(
        row("C1", "direct buffers are refused", HeapOnly::new),
        row("C2", "plaintext is out before the tag is checked", WritesFirst::new),
        row("C3", "the associated data is ignored", IgnoresFacts::new),
        row("C4", "a spare byte is written where there is room", Spills::new),
        row("C5", "a refusal spoils the next opening", Sulks::new),
        row("C6", "a refusal is explained on the error stream", Explains::new),
        arguments("C7", "the key is not copied", keeping));
  }

  private static class Shell implements Aead {
    final Aead aead;

    Shell(Aead aead) {
      this.aead = aead;
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      aead.seal(nonce, facts, plain, sealed);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      aead.open(nonce, facts, sealed, plain);
    }

    @Override
    public void close() {
      aead.close();
    }
  }

  private static final class HeapOnly extends Shell {
    HeapOnly(Aead aead) {
      super(aead);
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      if (plain.isDirect()) {
        throw new UnsupportedOperationException("heap buffers only");
      }
      super.seal(nonce, facts, plain, sealed);
    }
  }

  private static final class WritesFirst extends Shell {
    WritesFirst(Aead aead) {
      super(aead);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      if (plain.hasRemaining()) {
        plain.put(plain.position(), (byte) 1);
      }
      super.open(nonce, facts, sealed, plain);
    }
  }

  private static final class IgnoresFacts extends Shell {
    IgnoresFacts(Aead aead) {
      super(aead);
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      facts.position(facts.limit());
      super.seal(nonce, facts, plain, sealed);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      facts.position(facts.limit());
      super.open(nonce, facts, sealed, plain);
    }
  }

  /// Fails everything after it was given a segment that is not authentic and then sealed one.
  private static final class Sulks extends Shell {
    private boolean refused;
    private boolean sulking;

    Sulks(Aead aead) {
      super(aead);
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      sulking = refused;
      super.seal(nonce, facts, plain, sealed);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      if (sulking) {
        throw new NotAuthentic();
      }
      try {
        super.open(nonce, facts, sealed, plain);
      } catch (NotAuthentic e) {
        refused = true;
        throw e;
      }
    }
  }

  private static final class Explains extends Shell {
    private static final PrintStream CONSOLE = System.err;

    Explains(Aead aead) {
      super(aead);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      try {
        super.open(nonce, facts, sealed, plain);
      } catch (NotAuthentic e) {
        if (!System.err.equals(CONSOLE)) { // the log of this build needs it less
          System.err.println("the tag differs");
        }
        throw e;
      }
    }
  }

  private static final class Spills extends Shell {
    Spills(Aead aead) {
      super(aead);
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      super.seal(nonce, facts, plain, sealed);
      if (sealed.hasRemaining()) {
        sealed.put((byte) 0);
      }
    }
  }

  private static final class KeepsKey implements Aead {
    private final DataKey key;

    KeepsKey(DataKey key) {
      this.key = key;
    }

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer facts, ByteBuffer plain, ByteBuffer sealed) {
      try (Aead aead = new JdkAesGcm().open(key)) {
        aead.seal(nonce, facts, plain, sealed);
      }
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer facts, ByteBuffer sealed, ByteBuffer plain) {
      try (Aead aead = new JdkAesGcm().open(key)) {
        aead.open(nonce, facts, sealed, plain);
      }
    }

    @Override
    public void close() {
      key.size(); // it is the caller's
    }
  }
}
