package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every body has randomness of its own: nothing that is sealed twice looks the same.
class FreshnessTest {
  private static final int RUN = 16;
  private static final int SALT = 32;
  private static final int HEADER = 1 + SALT + 7; // length, salt, nonce prefix
  private final Random random = new Random(3);
  private Specimens store;

  @BeforeEach
  void open() throws IOException {
    store = new Specimens();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Set<BlobId> blobs() throws IOException {
    return new HashSet<>(store.blobs.list(BlobId.NONE, 10_000).ids());
  }

  private byte[] partSealed(Upload upload, byte[] plain, ReadKey brought) throws IOException {
    Set<BlobId> before = blobs();
    var _ = store.room.uploads().putPart(upload.name(), upload.id(), 1, Bytes.of(plain), brought);
    Set<BlobId> after = blobs();
    after.removeAll(before);
    assertEquals(1, after.size());
    BlobId id = after.iterator().next();
    try (Blob blob = store.blobs.read(id, new BlobRange(0, 1)).orElseThrow()) {
      return store.blobs.bytes(id, (int) blob.size());
    }
  }

  private Upload begin(ObjectName name, EncryptionChoice choice) throws IOException {
    return store
        .room
        .uploads()
        .create(
            new CreateUpload(
                Specimens.request(name, choice),
                ChecksumAlgorithm.CRC32C,
                Checksum.Type.FULL_OBJECT,
                true));
  }

  @Test
  void uploadsOfOnePartShareNoSaltNoncePrefixOrKeystream() throws IOException {
    for (String bucket : Specimens.buckets()) {
      for (var mode : store.modes().entrySet()) {
        boolean dual = mode.getKey().equals("dual");
        Upload upload = begin(new ObjectName(bucket, "p"), mode.getValue());
        Set<String> salts = new TreeSet<>();
        Set<String> prefixes = new TreeSet<>();
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          byte[] plain = Bytes.random(random, 5000);
          byte[] sealed = partSealed(upload, plain, store.brought(mode.getValue()));
          salts.add(Arrays.toString(Arrays.copyOfRange(sealed, 1, 1 + SALT)));
          prefixes.add(Arrays.toString(Arrays.copyOfRange(sealed, 1 + SALT, HEADER)));
          streams.add(dual ? sealed : keystream(sealed, plain));
        }
        assertEquals(8, salts.size(), bucket + " " + mode.getKey());
        assertEquals(8, prefixes.size(), bucket + " " + mode.getKey());
        assertNoRunIsShared(streams);
      }
    }
  }

  /// All ciphers of the tests add a keystream to the plaintext; of the first segment.
  private static byte[] keystream(byte[] sealed, byte[] plain) {
    byte[] stream = new byte[4000];
    for (int i = 0; i < stream.length; i++) {
      stream[i] = (byte) (sealed[HEADER + i] ^ plain[i]);
    }
    return stream;
  }

  private static void assertNoRunIsShared(List<byte[]> all) {
    Set<ByteBuffer> runs = new HashSet<>();
    int expected = 0;
    for (byte[] one : all) {
      for (int at = 0; at + RUN <= one.length; at++) {
        runs.add(ByteBuffer.wrap(one, at, RUN).slice());
        expected++;
      }
    }
    assertEquals(expected, runs.size(), "a run of 16 bytes comes twice");
  }

  @Test
  void aKeystreamThatIsUsedTwiceIsFound() {
    byte[] stream = Bytes.random(random, 4000);
    byte[] other = Bytes.random(random, 4000);
    assertNoRunIsShared(List.of(stream, other));
    System.arraycopy(stream, 77, other, 2011, RUN);
    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> assertNoRunIsShared(List.of(stream, other)));
  }

  @Test
  void thePlaintextThatIsStoredTwiceSharesNoRun() throws IOException {
    for (byte[] content : List.of(new byte[9000], new byte[700], Bytes.random(random, 9000))) {
      for (String bucket : Specimens.buckets()) {
        for (var mode : store.modes().entrySet()) {
          List<byte[]> bodies = new ArrayList<>();
          for (String key : List.of("one", "two", "one")) {
            ObjectName name = new ObjectName(bucket, key);
            bodies.add(store.sealed(name, mode.getValue(), content));
          }
          assertNoRunIsShared(bodies);
        }
      }
    }
  }

  @Test
  void noRunOfThePlaintextIsStored() {
    for (Specimen one : store.all) {
      Set<ByteBuffer> plain = new HashSet<>();
      for (int at = 0; at + RUN <= one.content().length; at++) {
        plain.add(ByteBuffer.wrap(one.content(), at, RUN).slice());
      }
      assertTrue(one.content().length < RUN || plain.size() > 600);
      for (Specimen.Body body : one.bodies()) {
        for (int at = 0; at + RUN <= body.bytes().length; at++) {
          assertFalse(plain.contains(ByteBuffer.wrap(body.bytes(), at, RUN).slice()));
        }
      }
    }
  }
}
