package io.cofre.core.object;

import static io.cofre.core.object.Rig.fails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition.Absent;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.model.WriteCondition.Matching;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects come back as they were put, and nothing is half done.
class StoredObjectsTest {
  private static final ObjectName NAME = new ObjectName("photos", "a/ü/東京.jpg");
  private final Random random = new Random(4);
  private final Rig rig = rig();

  private static Rig rig() {
    try {
      return new Rig();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void bucket() throws IOException {
    var _ = rig.room.buckets().create("photos", "ann");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 900, 2000, 4096, 70_000, 300_000})
  void whatIsPutComesBack(int size) throws Exception {
    byte[] content = Bytes.random(random, size);
    PutObject request =
        new PutObject(
            NAME,
            Attributes.of(Map.of("content-type", "image/jpeg"), Map.of("who", "Zoë")),
            Tags.of(Map.of("k", "v")),
            new Always(),
            "ann");
    ObjectInfo stored = rig.room.objects().put(request, Bytes.of(content));
    assertEquals(stored, rig.room.objects().head(NAME));
    assertEquals(md5(content), stored.etag().value());
    assertEquals(size, stored.size());
    assertEquals("Zoë", stored.attributes().user().get("who"));
    assertEquals("v", stored.tags().pairs().get("k"));
    assertEquals("ann", stored.owner());
    assertEquals(ChecksumAlgorithm.CRC64NVME, stored.checksum().orElseThrow().algorithm());
    assertArrayEquals(content, rig.get(NAME));
    try (ReadableObject object = rig.room.objects().open(NAME)) {
      for (int round = 0; round < 20; round++) {
        int from = random.nextInt(size + 1);
        int length = random.nextInt(size - from + 1);
        var out = new ByteArrayOutputStream();
        try (InputStream stream = object.stream(from, length)) {
          assertEquals(length, stream.transferTo(out));
        }
        assertArrayEquals(Arrays.copyOfRange(content, from, from + length), out.toByteArray());
      }
    }
  }

  private static String md5(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  @Test
  void aSmallPutIsOneWriteAndOneCallOfTheKms() throws Exception {
    var _ = rig.put(NAME, new byte[10]);
    rig.kmsCalls.set(0);
    rig.metadata.writes.set(0);
    var _ = rig.put(NAME, new byte[10]);
    assertEquals(1, rig.metadata.writes.get());
    assertEquals(1, rig.kmsCalls.getAndSet(0));
    var _ = rig.get(NAME);
    assertEquals(1, rig.kmsCalls.getAndSet(0));
    var _ = rig.room.objects().head(NAME);
    var _ = rig.room.objects().list(Listings.all("photos"));
    rig.room.objects().open(NAME).close();
    assertEquals(0, rig.kmsCalls.get());
  }

  @Test
  void missingThingsHaveTheirReasons() {
    ObjectName elsewhere = new ObjectName("none", "k");
    fails(Reason.NO_SUCH_BUCKET, () -> rig.put(elsewhere, new byte[1]));
    fails(Reason.NO_SUCH_BUCKET, () -> rig.get(elsewhere));
    fails(Reason.NO_SUCH_BUCKET, () -> rig.room.objects().head(elsewhere));
    fails(Reason.NO_SUCH_BUCKET, () -> rig.room.objects().delete(elsewhere, new Always()));
    fails(Reason.NO_SUCH_BUCKET, () -> rig.room.objects().tag(elsewhere, Tags.NONE));
    fails(Reason.NO_SUCH_BUCKET, () -> rig.room.objects().list(Listings.all("none")));
    fails(Reason.NO_SUCH_KEY, () -> rig.get(NAME));
    fails(Reason.NO_SUCH_KEY, () -> rig.room.objects().head(NAME));
    fails(Reason.NO_SUCH_KEY, () -> rig.room.objects().tag(NAME, Tags.NONE));
  }

  @Test
  void theBodyIsNotTouchedBeforeTheBucketAndTheConditionAreChecked() throws Exception {
    InputStream untouchable =
        new ScriptedBody() {
          @Override
          int next() {
            throw new AssertionError("the body was read");
          }
        };
    ObjectName elsewhere = new ObjectName("none", "k");
    fails(
        Reason.NO_SUCH_BUCKET,
        () ->
            rig.room.objects().put(Rig.request(elsewhere, new Always()), Bytes.of(untouchable, 5)));
    var _ = rig.put(NAME, new byte[1]);
    fails(
        Reason.PRECONDITION_FAILED,
        () -> rig.room.objects().put(Rig.request(NAME, new Absent()), Bytes.of(untouchable, 5)));
    fails(
        Reason.TOO_LARGE,
        () ->
            rig.room
                .objects()
                .put(Rig.request(NAME, new Always()), Bytes.of(untouchable, (5L << 30) + 1)));
  }

  @Test
  void conditionsHoldOrNothingHappens() throws Exception {
    ETag wrong = new ETag("0".repeat(32));
    fails(
        Reason.NO_SUCH_KEY,
        () ->
            rig.room
                .objects()
                .put(Rig.request(NAME, new Matching(List.of(wrong))), Bytes.of(new byte[1])));
    ObjectInfo first =
        rig.room.objects().put(Rig.request(NAME, new Absent()), Bytes.of(new byte[1]));
    fails(
        Reason.PRECONDITION_FAILED,
        () ->
            rig.room
                .objects()
                .put(Rig.request(NAME, new Matching(List.of(wrong))), Bytes.of(new byte[2])));
    Matching matching = new Matching(List.of(wrong, first.etag()));
    ObjectInfo second = rig.room.objects().put(Rig.request(NAME, matching), Bytes.of(new byte[2]));
    fails(
        Reason.PRECONDITION_FAILED,
        () -> rig.room.objects().delete(NAME, new Matching(List.of(first.etag()))));
    assertEquals(second, rig.room.objects().head(NAME));
    rig.room.objects().delete(NAME, new Matching(List.of()));
    fails(Reason.NO_SUCH_KEY, () -> rig.room.objects().head(NAME));
    rig.room.objects().delete(NAME, new Always());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5000})
  void aConditionThatBreaksWhileTheBodyIsReadStoresNothing(int size) throws Exception {
    InputStream body =
        new ScriptedBody() {
          private int left = size;

          @Override
          int next() throws IOException {
            if (left == size) {
              var _ = rig.put(NAME, new byte[3]);
            }
            return left-- > 0 ? 1 : -1;
          }
        };
    fails(
        Reason.PRECONDITION_FAILED,
        () -> rig.room.objects().put(Rig.request(NAME, new Absent()), Bytes.of(body, size)));
    assertArrayEquals(new byte[3], rig.get(NAME));
    assertEquals(List.of(), rig.blobIds());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5000, 200_000})
  void wrongClaimsStoreNothing(int size) throws Exception {
    byte[] content = Bytes.random(random, size);
    PutObject request = Rig.request(NAME, new Always());
    fails(
        Reason.MD5_MISMATCH,
        () -> rig.room.objects().put(request, Bytes.of(content).claimingMd5(new byte[16])));
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Checksum wrong =
          new Checksum(algorithm, Checksum.Type.FULL_OBJECT, new byte[algorithm.bytes()]);
      fails(
          Reason.CHECKSUM_MISMATCH,
          () -> rig.room.objects().put(request, Bytes.of(content).claiming(wrong)));
      ContentDigest digest = new ContentDigest(Set.of(algorithm));
      digest.update(content, 0, size);
      Checksum right = digest.finish().checksum(algorithm).orElseThrow();
      ObjectInfo stored = rig.room.objects().put(request, Bytes.of(content).claiming(right));
      assertEquals(right, stored.checksum().orElseThrow());
      rig.room.objects().delete(NAME, new Always());
    }
    fails(
        Reason.INCOMPLETE_BODY,
        () ->
            rig.room.objects().put(request, Bytes.of(new ByteArrayInputStream(content), size + 1)));
    fails(
        Reason.INCOMPLETE_BODY,
        () ->
            rig.room.objects().put(request, Bytes.of(new ByteArrayInputStream(content), size - 1)));
    IOException broken = new IOException("the client went away");
    InputStream breaking =
        new ScriptedBody() {
          private int left = size - 1;

          @Override
          int next() throws IOException {
            if (left-- > 0) {
              return 7;
            }
            throw broken;
          }
        };
    IOException seen =
        assertThrows(
            IOException.class, () -> rig.room.objects().put(request, Bytes.of(breaking, size)));
    assertEquals(broken, seen);
    rig.room.settle();
    fails(Reason.NO_SUCH_KEY, () -> rig.get(NAME));
    assertEquals(List.of(), rig.blobIds());
    assertTrue(rig.records('R').isEmpty() && rig.records('G').isEmpty());
    assertTrue(rig.records('I').isEmpty());
  }

  @Test
  void aTrailerIsReadAtTheEndAndCountsBeforeAnythingIsStored() throws Exception {
    IOException badTrailer = new IOException("the trailer's signature is wrong");
    InputStream body =
        new ScriptedBody() {
          private int left = 5;

          @Override
          int next() throws IOException {
            if (left-- > 0) {
              return 7;
            }
            throw badTrailer;
          }
        };
    assertThrows(
        IOException.class,
        () -> rig.room.objects().put(Rig.request(NAME, new Always()), Bytes.of(body, 5)));
    fails(Reason.NO_SUCH_KEY, () -> rig.get(NAME));
  }

  @Test
  void replacedAndDeletedBodiesAreRemoved() throws Exception {
    for (int round = 0; round < 30; round++) {
      var _ = rig.put(NAME, Bytes.random(random, 3000));
      var _ = rig.put(new ObjectName("photos", "small"), Bytes.random(random, 30));
    }
    rig.room.settle();
    assertEquals(1, rig.blobIds().size());
    assertEquals(1, rig.records('R').size());
    assertEquals(1, rig.records('I').size());
    assertEquals(0, rig.records('G').size());
    assertTrue(rig.records('E').size() <= 1, "finished epochs are forgotten");
    rig.room.objects().delete(NAME, new Always());
    rig.room.objects().delete(new ObjectName("photos", "small"), new Always());
    rig.room.settle();
    assertEquals(0, rig.blobIds().size());
    assertEquals(0, rig.records('R').size() + rig.records('I').size() + rig.records('G').size());
    rig.room.buckets().delete("photos");
    rig.room.close();
    assertEquals(0, rig.records('E').size());
    assertEquals(30, rig.room.figures().blobs().deleted());
  }

  @Test
  void whatIsBeingReadStaysReadable() throws Exception {
    byte[] content = Bytes.random(random, 50_000);
    var _ = rig.put(NAME, content);
    try (ReadableObject object = rig.room.objects().open(NAME);
        InputStream stream = object.stream(0, 50_000)) {
      byte[] first = stream.readNBytes(100);
      rig.room.objects().delete(NAME, new Always());
      rig.room.settle();
      assertEquals(1, rig.room.figures().blobs().held());
      byte[] rest = stream.readAllBytes();
      assertArrayEquals(Arrays.copyOf(content, 100), first);
      assertArrayEquals(Arrays.copyOfRange(content, 100, 50_000), rest);
      try (InputStream again = object.stream(7, 9)) {
        assertArrayEquals(Arrays.copyOfRange(content, 7, 16), again.readAllBytes());
      }
    }
    rig.room.settle();
    assertEquals(0, rig.blobIds().size());
    assertEquals(0, rig.records('G').size());
  }

  @Test
  void tagsChangeNothingElse() throws Exception {
    ObjectInfo before = rig.put(NAME, Bytes.random(random, 2000));
    rig.room.objects().tag(NAME, Tags.of(Map.of("a", "b")));
    ObjectInfo after = rig.room.objects().head(NAME);
    assertEquals(Map.of("a", "b"), after.tags().pairs());
    assertEquals(before.etag(), after.etag());
    assertEquals(before.modified(), after.modified());
    assertEquals(before.version(), after.version());
    assertEquals(2000, rig.get(NAME).length);
  }
}
