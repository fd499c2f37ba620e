package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.WrappedKey;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.SealedKey;
import io.cofre.core.seal.Wrapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Changes of all that is stored: each is refused, or the right bytes come out.
@Timeout(value = 5, unit = TimeUnit.MINUTES) // what hangs fails
class TamperTest {
  private static final int SEGMENT = Specimens.SEGMENT;
  private final Random random = new Random(20_000);
  private int tried = 0;
  private int refused = 0;

  /// Read a range; whether it was refused. What comes out is right in any case.
  private boolean refuses(Specimens store, Specimen one, int from, int to) throws IOException {
    var out = new ByteArrayOutputStream();
    tried++;
    try (ReadableObject object = store.room.objects().open(one.name(), one.brought())) {
      try (var stream = object.stream(from, to - from)) {
        stream.transferTo(out);
      }
      assertArrayEquals(Arrays.copyOfRange(one.content(), from, to), out.toByteArray());
      return false;
    } catch (ObjectFailure e) {
      switch (e.reason()) {
        case DAMAGED, NOT_OPENABLE, WRONG_KEY -> {}
        default -> throw new AssertionError("refused with " + e.reason(), e);
      }
    } catch (KmsException e) {
      switch (e.reason()) {
        case NOT_AUTHENTIC, KEY_NOT_FOUND -> {}
        default -> throw new AssertionError("refused with " + e.reason(), e);
      }
    }
    byte[] begun = out.toByteArray();
    assertArrayEquals(Arrays.copyOfRange(one.content(), from, from + begun.length), begun);
    refused++;
    return true;
  }

  private void refusesWhole(Specimens store, Specimen one, String change) throws IOException {
    assertTrue(
        refuses(store, one, 0, one.content().length),
        () -> one.name() + " is read after a change: " + change);
  }

  @Test
  void noChangeOfABodyGivesAWrongByte() throws IOException {
    try (Specimens store = new Specimens()) {
      for (Specimen one : store.all) {
        for (Specimen.Body body : one.bodies()) {
          for (byte[] changed : changes(body.bytes())) {
            if (!Arrays.equals(changed, body.bytes())) {
              store.write(body, changed);
              refusesWhole(store, one, "of a body");
              range(store, one);
            }
          }
          store.write(body, body.bytes());
        }
      }
      everythingIsReadAgain(store);
    }
    assertTrue(tried >= 20_000, "only " + tried + " were tried");
    assertTrue(refused >= 15_000, "only " + refused + " were refused");
    assertTrue(refused < tried, "ranges before the damage can be read");
  }

  private void range(Specimens store, Specimen one) throws IOException {
    int length = one.content().length;
    if (length > SEGMENT && random.nextInt(3) == 0) {
      int from = random.nextInt(length);
      boolean _ = refuses(store, one, from, from + random.nextInt(length - from) + 1);
    }
  }

  private List<byte[]> changes(byte[] bytes) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 110; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      all.add(flipped);
      all.add(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }
    for (int border = 0; border <= bytes.length; border += SEGMENT) {
      for (int cut = Math.max(0, border - 1); cut <= Math.min(bytes.length, border + 1); cut++) {
        all.add(Arrays.copyOf(bytes, cut));
      }
    }
    for (int more : new int[] {1, 15, 16, 17, SEGMENT, SEGMENT + 1}) {
      all.add(Arrays.copyOf(bytes, bytes.length + more));
      byte[] doubled = Arrays.copyOf(bytes, bytes.length + more);
      for (int i = bytes.length; i < doubled.length; i++) {
        doubled[i] = bytes[i % bytes.length];
      }
      all.add(doubled);
    }
    for (int i = 0; i < 30; i++) {
      byte[] spliced = bytes.clone();
      int length = 1 + random.nextInt(bytes.length);
      int from = random.nextInt(bytes.length - length + 1);
      System.arraycopy(bytes, from, spliced, random.nextInt(bytes.length - length + 1), length);
      all.add(spliced);
    }
    int whole = bytes.length / SEGMENT;
    for (int a = 0; a < whole; a++) {
      for (int b = a + 1; b < whole; b++) {
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, a * SEGMENT, swapped, b * SEGMENT, SEGMENT);
        System.arraycopy(bytes, b * SEGMENT, swapped, a * SEGMENT, SEGMENT);
        all.add(swapped);
      }
    }
    return all;
  }

  private void everythingIsReadAgain(Specimens store) throws IOException {
    int before = refused;
    for (Specimen one : store.all) {
      boolean _ = refuses(store, one, 0, one.content().length);
    }
    assertEquals(before, refused, "what was changed was put back");
  }

  @Test
  void noBodyOpensInThePlaceOfAnother() throws IOException {
    try (Specimens store = new Specimens()) {
      for (Specimen one : store.all) {
        for (Specimen.Body body : one.bodies()) {
          for (Specimen other : store.all) {
            for (Specimen.Body strange : other.bodies()) {
              if (!strange.equals(body)) {
                store.write(body, strange.bytes());
                refusesWhole(store, one, "to the body of " + other.name());
              }
            }
          }
          store.write(body, body.bytes());
        }
      }
      everythingIsReadAgain(store);
    }
    assertTrue(tried > 5000, "only " + tried + " were tried");
  }

  @Test
  void noChangeOfARecordGivesAWrongByte() throws IOException {
    try (Specimens store = new Specimens()) {
      for (Specimen one : store.all) {
        byte[] key = RecordKeys.object(one.name().bucket(), one.name().key());
        byte[] right = store.record(key);
        for (int i = 0; i < 60; i++) {
          byte[] flipped = right.clone();
          flipped[i % 2 == 0 ? random.nextInt(right.length) : random.nextInt(120)] ^=
              (byte) (1 << random.nextInt(8));
          store.write(key, flipped);
          refusesWhole(store, one, "of a bit of its record");
          store.write(key, Arrays.copyOf(right, random.nextInt(right.length)));
          refusesWhole(store, one, "of its record's length");
        }
        store.write(key, Arrays.copyOf(right, right.length + 1));
        refusesWhole(store, one, "of its record's length");
        for (Specimen other : store.all) {
          if (!other.equals(one)) {
            store.write(
                key, store.record(RecordKeys.object(other.name().bucket(), other.name().key())));
            refusesWhole(store, one, "to the record of " + other.name());
          }
        }
        store.write(key, right);
      }
      everythingIsReadAgain(store);
    }
    assertTrue(refused > 10_000, "only " + refused + " were refused");
  }

  /// Whoever has the store's key can write records, and still makes no key open elsewhere.
  @Test
  void noClearFieldThatIsSealedAnewGivesAWrongByte() throws IOException {
    int right = 0;
    try (Specimens store = new Specimens()) {
      for (Specimen one : store.all) {
        byte[] key = RecordKeys.object(one.name().bucket(), one.name().key());
        byte[] value = store.record(key);
        StoredObject stored = ObjectRecord.open(store.records, one.name(), value);
        Sealing sealing = stored.clear().sealing();
        for (Sealing other : others(store, one, sealing)) {
          store.write(
              key, stored.clear().with(other).close(store.records, one.name(), stored.details()));
          boolean no = refuses(store, one, 0, one.content().length);
          boolean sameKey = other.wrapping().equals(sealing.wrapping());
          assertTrue(no || sameKey, () -> one.name() + " is read with the key of another");
          assertTrue(
              no || other.layouts().equals(sealing.layouts()),
              () -> one.name() + " is read with another layout");
          right += no ? 0 : 1;
        }
        store.write(key, value);
      }
      everythingIsReadAgain(store);
    }
    assertTrue(refused > 800, "only " + refused + " were refused");
    assertTrue(right < refused, "most are refused");
  }

  private static List<Sealing> others(Specimens store, Specimen one, Sealing now)
      throws IOException {
    List<Sealing> all = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      if (mode != now.mode()) {
        all.add(now.with(mode, now.wrapping()));
      }
    }
    for (Layout layout :
        List.of(
            new Layout(1, "none", now.layout().segmentBytes()),
            new Layout(2, now.layout().cipher(), now.layout().segmentBytes()),
            new Layout(1, now.layout().cipher(), 2 * SEGMENT),
            new Layout(1, now.layout().cipher(), SEGMENT + 16))) {
      all.add(new Sealing(now.mode(), layout, now.wrapping(), now.outer()));
    }
    for (String cipher : Specimens.CIPHERS.keySet()) {
      if (!cipher.equals(now.layout().cipher())) {
        Layout layout = new Layout(1, cipher, now.layout().segmentBytes());
        all.add(new Sealing(now.mode(), layout, now.wrapping(), now.outer()));
      }
    }
    now.envelope().ifPresent(envelope -> all.addAll(renamed(now, envelope)));
    for (Specimen other : store.all) {
      byte[] key = RecordKeys.object(other.name().bucket(), other.name().key());
      Sealing theirs = ObjectRecord.clear(store.records, store.record(key)).sealing();
      if (!other.equals(one) && theirs.wrapping().getClass().equals(now.wrapping().getClass())) {
        all.add(now.with(now.mode(), theirs.wrapping()));
      }
    }
    return all;
  }

  private static List<Sealing> renamed(Sealing now, Envelope envelope) {
    List<Sealing> all = new ArrayList<>();
    WrappedKey key = envelope.key();
    for (String name : List.of("other", "gone")) {
      WrappedKey renamed = new WrappedKey(new KeyId(name), key.version(), key.bytes());
      all.add(now.with(now.mode(), within(now.wrapping(), new Envelope("main", renamed))));
    }
    all.add(now.with(now.mode(), within(now.wrapping(), new Envelope("elsewhere", key))));
    return all;
  }

  private static Wrapping within(Wrapping wrapping, Envelope envelope) {
    return switch (wrapping) {
      case Wrapping.ByKms _ -> new Wrapping.ByKms(envelope);
      case Wrapping.ByBucketKey(Envelope _, SealedKey key) ->
          new Wrapping.ByBucketKey(envelope, key);
      case Wrapping.ByCustomer customer -> customer;
    };
  }
}
