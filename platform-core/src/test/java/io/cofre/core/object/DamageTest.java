package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is stored tells nothing and cannot be changed unnoticed.
class DamageTest {
  private static final ObjectName SMALL = new ObjectName("b", "small");
  private static final ObjectName LARGE = new ObjectName("b", "large");
  private static final ObjectName PARTS = new ObjectName("b", "parts");
  private static final byte[] MARKER =
      "do-not-store-this-marker-in-clear".getBytes(StandardCharsets.UTF_8);
  private final Random random = new Random(9);
  private final Rig rig = rig();
  private final byte[] large = marked(9000);
  private Upload open = null;

  private static Rig rig() {
    try {
      return new Rig();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] marked(int length) {
    byte[] bytes = Bytes.random(random, length);
    System.arraycopy(MARKER, 0, bytes, length / 2, MARKER.length);
    return bytes;
  }

  @BeforeEach
  void fill() throws IOException {
    var _ = rig.room.buckets().create("b", "owner-" + marker());
    PutObject small =
        new PutObject(
            SMALL,
            Attributes.of(Map.of("content-type", marker()), Map.of("name", marker())),
            Tags.of(Map.of("tag", marker())),
            new Always(),
            marker());
    var _ = rig.room.objects().put(small, Bytes.of(marked(500)));
    var _ = rig.put(LARGE, large);
    Upload upload = begin();
    PartInfo one = part(upload, 1, large);
    PartInfo two = part(upload, 2, MARKER);
    var _ =
        rig.room
            .uploads()
            .complete(
                new CompleteUpload(
                    PARTS,
                    upload.id(),
                    List.of(chosen(one), chosen(two)),
                    Optional.empty(),
                    OptionalLong.empty(),
                    new Always()));
    open = begin();
    var _ = part(open, 1, large);
  }

  private static ChosenPart chosen(PartInfo part) {
    return new ChosenPart(part.number(), part.etag(), Optional.empty());
  }

  private Upload begin() throws IOException {
    return rig.room
        .uploads()
        .create(
            new CreateUpload(
                new PutObject(
                    PARTS,
                    Attributes.of(Map.of(), Map.of("name", marker())),
                    Tags.of(Map.of(marker(), "v")),
                    new Always(),
                    marker()),
                ChecksumAlgorithm.CRC32C,
                Checksum.Type.FULL_OBJECT,
                true));
  }

  private PartInfo part(Upload upload, int number, byte[] content) throws IOException {
    return rig.room
        .uploads()
        .putPart(PARTS, upload.id(), number, Bytes.of(content).with(ChecksumAlgorithm.CRC32C));
  }

  private static String marker() {
    return new String(MARKER, StandardCharsets.UTF_8);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private List<MetadataEntry> all() throws IOException {
    return rig.metadata.read(view -> view.scan(new byte[] {0}, new byte[] {-1}, 10_000));
  }

  @Test
  void nothingStoredShowsContentMetadataTagsOrChecksums() throws Exception {
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(MARKER);
    secrets.add(Base64.getEncoder().encode(MARKER));
    secrets.add(HexFormat.of().formatHex(MARKER).getBytes(StandardCharsets.UTF_8));
    secrets.add(marker().getBytes(StandardCharsets.UTF_16BE));
    for (ObjectName name : List.of(SMALL, LARGE, PARTS)) {
      ObjectInfo info = rig.room.objects().head(name);
      String tag = info.etag().value();
      secrets.add(tag.getBytes(StandardCharsets.UTF_8));
      secrets.add(HexFormat.of().parseHex(tag.substring(0, 32)));
      secrets.add(info.checksum().orElseThrow().value());
      for (PartInfo part : info.parts()) {
        secrets.add(HexFormat.of().parseHex(part.etag().value()));
        secrets.add(part.checksum().value());
      }
    }
    int looked = 0;
    for (MetadataEntry entry : all()) {
      for (byte[] secret : secrets) {
        assertFalse(holds(entry.value(), secret), "a record of kind " + (char) entry.key()[0]);
        assertFalse(holds(entry.key(), secret));
      }
      looked++;
    }
    assertTrue(looked >= 15, "only " + looked + " records were looked at");
    for (BlobId blob : rig.blobIds()) {
      byte[] bytes = rig.blobs.bytes(blob, 9000);
      secrets.forEach(secret -> assertFalse(holds(bytes, secret)));
    }
    assertTrue(holds(large, MARKER), "the search finds what is there");
    assertEquals(3, rig.blobIds().size());
  }

  private static boolean holds(byte[] bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /// What a client can ask for, as one value that changes whenever an answer does.
  private List<String> answers() throws IOException {
    List<String> answers = new ArrayList<>();
    for (ObjectName name : List.of(SMALL, LARGE, PARTS)) {
      answers.add(answer(() -> rig.room.objects().head(name).toString()));
      answers.add(answer(() -> HexFormat.of().formatHex(rig.get(name))));
    }
    answers.add(answer(() -> rig.room.buckets().find("b").toString()));
    answers.add(answer(() -> rig.room.uploads().find(PARTS, open.id()).toString()));
    return answers;
  }

  private interface Question {
    String ask() throws IOException;
  }

  private static String answer(Question question) throws IOException {
    try {
      return question.ask();
    } catch (ObjectFailure e) {
      assertTrue(
          e.reason() == Reason.DAMAGED
              || e.reason() == Reason.NO_SUCH_KEY
              || e.reason() == Reason.NO_SUCH_BUCKET
              || e.reason() == Reason.NO_SUCH_UPLOAD,
          () -> "a damaged record gives " + e.reason());
      return "failed";
    }
  }

  private void write(byte[] key, byte[] value) throws IOException {
    boolean _ =
        rig.metadata.write(tx -> {
          tx.put(key, value);
          return true;
        });
  }

  @Test
  void noChangeOfARecordGivesAnotherAnswer() throws Exception {
    List<String> right = answers();
    int failures = 0;
    for (MetadataEntry entry : all()) {
      for (int round = 0; round < 40; round++) {
        write(entry.key(), damaged(entry.value(), round));
        List<String> now = answers();
        for (int i = 0; i < right.size(); i++) {
          assertTrue(
              now.get(i).equals(right.get(i)) || now.get(i).equals("failed"),
              "a changed record of kind " + (char) entry.key()[0] + " gave " + now.get(i));
          failures += now.get(i).equals("failed") ? 1 : 0;
        }
        assertListingsWork();
        write(entry.key(), entry.value());
      }
    }
    assertTrue(failures > 200, "only " + failures + " changes were noticed");
    assertEquals(right, answers());
  }

  private byte[] damaged(byte[] value, int round) {
    byte[] changed = value.clone();
    switch (round % 4) {
      case 0 -> changed = Arrays.copyOf(value, random.nextInt(value.length));
      case 1 -> changed = Arrays.copyOf(value, value.length + 1);
      case 2 -> random.nextBytes(changed);
      default -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private void assertListingsWork() throws IOException {
    ListPage page = rig.room.objects().list(Listings.all("b"));
    assertEquals(
        List.of("large", "parts", "small"),
        page.objects().stream().map(o -> o.name().key()).toList());
    assertEquals(1, rig.room.buckets().list().size());
    var _ = rig.room.uploads().list(new UploadQuery("b", "", "", "", "", 10));
  }

  @Test
  void recordsOfOtherKeysDoNotOpen() throws Exception {
    byte[] small = RecordKeys.object("b", "small");
    byte[] stranger = RecordKeys.object("b", "large");
    byte[] value = rig.metadata.read(view -> view.get(small)).orElseThrow();
    write(stranger, value);
    Rig.fails(Reason.DAMAGED, () -> rig.get(LARGE));
    Rig.fails(Reason.DAMAGED, () -> rig.room.objects().head(LARGE));
  }

  @Test
  void aDamagedObjectIsListedWithoutTagAndCanBeReplacedOrRemoved() throws Exception {
    byte[] key = RecordKeys.object("b", "large");
    byte[] value = rig.metadata.read(view -> view.get(key)).orElseThrow();
    byte[] changed = value.clone();
    changed[changed.length - 1] ^= 1;
    write(key, changed);
    ObjectInfo listed = rig.room.objects().list(Listings.all("b")).objects().getFirst();
    assertEquals("", listed.etag().value());
    assertEquals(9000, listed.size());
    assertEquals(1, rig.room.figures().damagedRecords());
    var _ = rig.room.objects().list(Listings.all("b"));
    assertEquals(1, rig.room.figures().damagedRecords(), "it is reported once");
    var _ = rig.put(LARGE, large);
    assertArrayEquals(large, rig.get(LARGE));
    write(key, new byte[] {9, 9, 9});
    rig.room.objects().delete(LARGE, new Always());
    Rig.fails(Reason.NO_SUCH_KEY, () -> rig.get(LARGE));
    rig.room.settle();
    assertArrayEquals(large, Arrays.copyOf(rig.get(PARTS), 9000), "others are untouched");
  }

  @Test
  void noDamageOfABlobGivesAWrongByte() throws Exception {
    for (BlobId blob : rig.blobIds()) {
      byte[] right = sealed(blob);
      for (int round = 0; round < 120; round++) {
        byte[] changed = damaged(right, round);
        rig.blobs.replace(blob, changed);
        for (ObjectName name : List.of(LARGE, PARTS)) {
          byte[] expected = name.equals(LARGE) ? large : concat(large, MARKER);
          assertPrefixThenFailure(name, expected);
        }
        rig.blobs.replace(blob, right);
      }
      rig.blobs.delete(blob);
      for (ObjectName name : List.of(LARGE, PARTS)) {
        String answer = answer(() -> HexFormat.of().formatHex(rig.get(name)));
        byte[] expected = name.equals(LARGE) ? large : concat(large, MARKER);
        assertTrue(answer.equals("failed") || answer.equals(HexFormat.of().formatHex(expected)));
      }
      rig.blobs.replace(blob, right);
    }
  }

  @Test
  void bytesBehindABlobAreRefused() throws Exception {
    for (int more : new int[] {1, 16, 65_536}) {
      List<ObjectName> refused = new ArrayList<>();
      for (BlobId blob : rig.blobIds()) {
        byte[] right = sealed(blob);
        rig.blobs.replace(blob, Arrays.copyOf(right, right.length + more));
        for (ObjectName name : List.of(LARGE, PARTS)) {
          if (answer(() -> HexFormat.of().formatHex(rig.get(name))).equals("failed")) {
            refused.add(name);
          }
        }
        rig.blobs.replace(blob, right);
      }
      // The third blob is that of an upload under way, which nobody reads.
      assertEquals(Set.of(LARGE, PARTS), Set.copyOf(refused));
      assertEquals(2, refused.size(), "each by its own blob alone");
    }
  }

  private byte[] sealed(BlobId blob) throws IOException {
    long length =
        rig.foundation().bodies().sealedLength(rig.foundation().bodies().layout(), large.length);
    return rig.blobs.bytes(blob, (int) length);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private void assertPrefixThenFailure(ObjectName name, byte[] expected) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (ReadableObject object = rig.room.objects().open(name)) {
      try (var stream = object.stream(0, expected.length)) {
        stream.transferTo(out);
        assertArrayEquals(expected, out.toByteArray());
      }
    } catch (ObjectFailure e) {
      assertEquals(Reason.DAMAGED, e.reason());
      assertArrayEquals(Arrays.copyOf(expected, out.size()), out.toByteArray());
    }
  }

  @Test
  void partsDoNotOpenInEachOthersPlace() throws Exception {
    Upload upload = begin();
    PartInfo one = part(upload, 1, Bytes.random(random, 9000));
    PartInfo two = part(upload, 2, Bytes.random(random, 9000));
    List<BlobId> before = rig.blobIds();
    var _ =
        rig.room
            .uploads()
            .complete(
                new CompleteUpload(
                    PARTS,
                    upload.id(),
                    List.of(chosen(one), chosen(two)),
                    Optional.empty(),
                    OptionalLong.empty(),
                    new Always()));
    rig.room.settle();
    List<byte[]> references =
        rig.records('R').stream()
            .filter(r -> before.contains(new BlobId(HexFormat.of().formatHex(r.key(), 1, 17))))
            .map(MetadataEntry::value)
            .toList();
    assertTrue(references.size() >= 2);
    BlobId first = blobOf(upload, 1);
    BlobId second = blobOf(upload, 2);
    byte[] a = sealed(first);
    byte[] b = sealed(second);
    rig.blobs.replace(first, b);
    rig.blobs.replace(second, a);
    Rig.fails(Reason.DAMAGED, () -> rig.get(PARTS));
  }

  private BlobId blobOf(Upload upload, int part) throws IOException {
    String version = rig.room.objects().head(PARTS).version();
    byte[] wanted = HexFormat.of().parseHex("01" + version + "%04x".formatted(part));
    for (MetadataEntry entry : rig.records('R')) {
      if (Arrays.equals(entry.value(), wanted)) {
        return new BlobId(HexFormat.of().formatHex(entry.key(), 1, 17));
      }
    }
    throw new AssertionError("no blob of part " + part + " of " + upload.id());
  }
}
