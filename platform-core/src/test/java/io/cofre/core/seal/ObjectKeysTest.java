package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.tck.fake.MemoryKms;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Object keys open for their object version only, whatever the KMS can do.
class ObjectKeysTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final Identity OTHER = new Identity("strongbox", "other", "v1");
  private final Kms binding = new MemoryKms("cofre");
  private final Kms unbinding = new Unbinding(binding);

  private static ObjectKeys keys(Kms kms) {
    return new ObjectKeys(KeySource.of(Map.of("main", kms)), "main", KEY);
  }

  private static ObjectKey generate(ObjectKeys keys, Identity identity) {
    return keys.generate(keys.service(), KeyFacts.of(identity));
  }

  private static Envelope envelope(ObjectKey key) {
    return ((Wrapping.ByKms) key.wrapping()).envelope();
  }

  private static DataKey open(ObjectKeys keys, Envelope envelope, Identity identity) {
    return keys.open(new Wrapping.ByKms(envelope), KeyFacts.of(identity));
  }

  @Test
  void aKeyOpensForItsIdentityOnly() {
    for (Kms kms : new Kms[] {binding, unbinding}) {
      ObjectKeys keys = keys(kms);
      ObjectKey made = generate(keys, Bodies.IDENTITY);
      assertEquals("main", envelope(made).kms());
      assertEquals(KEY, envelope(made).key().key());
      assertEquals(DataKey.SIZE, made.plain().size());
      assertEquals(made.plain(), open(keys, envelope(made), Bodies.IDENTITY));
      assertReason(Reason.NOT_AUTHENTIC, () -> open(keys, envelope(made), OTHER));
      assertNotEquals(made.plain(), generate(keys, Bodies.IDENTITY).plain());
    }
  }

  @Test
  void anyChangeOfABoundKeyIsNoticed() {
    ObjectKeys keys = keys(unbinding);
    Envelope envelope = envelope(generate(keys, Bodies.IDENTITY));
    byte[] bytes = envelope.key().bytes();
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] changed = bytes.clone();
      changed[i / 8] ^= (byte) (1 << (i % 8));
      var other = new Envelope("main", new WrappedKey(KEY, changed));
      assertReason(Reason.NOT_AUTHENTIC, () -> open(keys, other, Bodies.IDENTITY));
    }
  }

  @Test
  void anUnboundWrappingOpensNothing() {
    WrappedKey bare = unbinding.wrap(KEY, DataKey.random(), KeyContext.EMPTY);
    assertReason(
        Reason.NOT_AUTHENTIC,
        () -> open(keys(unbinding), new Envelope("main", bare), Bodies.IDENTITY));
  }

  @Test
  void whatWasBoundHereOpensAfterTheKmsLearnedToBind() {
    ObjectKey made = generate(keys(unbinding), Bodies.IDENTITY);
    var learned = new Learned(unbinding);
    assertEquals(made.plain(), open(keys(learned), envelope(made), Bodies.IDENTITY));
    assertReason(Reason.NOT_AUTHENTIC, () -> open(keys(learned), envelope(made), OTHER));
  }

  @Test
  void anUnknownKmsIsNamed() {
    Envelope envelope = new Envelope("gone", envelope(generate(keys(binding), OTHER)).key());
    KmsException e = assertReason(Reason.KEY_NOT_FOUND, () -> open(keys(binding), envelope, OTHER));
    assertTrue(e.getMessage().contains("gone"));
    assertThrows(
        KmsException.class,
        () -> new ObjectKeys(KeySource.of(Map.of("main", binding)), "other", KEY));
  }

  @Test
  void theDefaultKeyIsCreatedOnce() {
    var kms = new MemoryKms();
    assertReason(Reason.KEY_NOT_FOUND, () -> generate(keys(kms), OTHER));
    assertTrue(keys(kms).createDefaultKey());
    assertFalse(keys(kms).createDefaultKey());
    ObjectKey made = generate(keys(kms), OTHER);
    assertEquals(made.plain(), open(keys(kms), envelope(made), OTHER));
    assertFalse(keys(unbinding).createDefaultKey());
  }

  @Test
  void theStoreKeyOpensForItsStoreOnly() {
    var store = new StoreKey(keys(binding), "store-1");
    Envelope made = store.generate();
    try (DataKey plain = store.open(made)) {
      assertEquals(DataKey.SIZE, plain.size());
      assertEquals(plain, store.open(store.rewrap(made, made.kms(), made.key().key())));
      var other = new StoreKey(keys(binding), "store-2");
      assertReason(Reason.NOT_AUTHENTIC, () -> other.open(made));
      assertReason(Reason.NOT_AUTHENTIC, () -> open(keys(binding), made, Bodies.IDENTITY));
    }
  }

  private static KmsException assertReason(Reason reason, Runnable work) {
    KmsException e = assertThrows(KmsException.class, work::run);
    assertEquals(reason, e.reason());
    return e;
  }

  /// A KMS that ignores contexts.
  private record Unbinding(Kms kms) implements Kms {
    @Override
    public KmsTraits traits() {
      return new KmsTraits(false, true);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      return kms.wrap(key, dataKey, KeyContext.EMPTY);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      return kms.unwrap(wrapped, KeyContext.EMPTY);
    }

    @Override
    public Health health() {
      return kms.health();
    }

    @Override
    public Optional<KeyAdministration> administration() {
      return Optional.empty();
    }

    @Override
    public void close() {
      kms.close();
    }
  }

  /// The same KMS after an upgrade that makes it say it binds.
  private record Learned(Kms kms) implements Kms {
    @Override
    public KmsTraits traits() {
      return new KmsTraits(true, true);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      return kms.wrap(key, dataKey, context);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      return kms.unwrap(wrapped, context);
    }

    @Override
    public Health health() {
      return kms.health();
    }

    @Override
    public void close() {
      kms.close();
    }
  }
}
