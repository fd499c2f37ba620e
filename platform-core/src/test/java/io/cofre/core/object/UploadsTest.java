package io.cofre.core.object;

import static io.cofre.core.object.Rig.fails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.PartSums;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.model.WriteCondition.Absent;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Uploads in parts become objects, whole or not at all.
class UploadsTest {
  private static final ObjectName NAME = new ObjectName("films", "long film");
  private static final Always ALWAYS = new Always();
  private final Random random = new Random(7);
  private final Rig rig = rig();

  private static Rig rig() {
    try {
      return new Rig();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void bucket() throws IOException {
    var _ = rig.room.buckets().create("films", "ann");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Upload begin(ChecksumAlgorithm algorithm, Checksum.Type type) throws IOException {
    PutObject object =
        new PutObject(
            NAME,
            Attributes.of(Map.of("content-type", "video/mp4"), Map.of()),
            Tags.of(Map.of("t", "1")),
            ALWAYS,
            "ann");
    return rig.room.uploads().create(new CreateUpload(object, algorithm, type, true));
  }

  private Upload begin() throws IOException {
    return begin(ChecksumAlgorithm.CRC64NVME, Checksum.Type.FULL_OBJECT);
  }

  private PartInfo part(Upload upload, int number, byte[] content) throws IOException {
    return rig.room
        .uploads()
        .putPart(NAME, upload.id(), number, Bytes.of(content).with(upload.algorithm()));
  }

  private static ChosenPart chosen(PartInfo part) {
    return new ChosenPart(part.number(), part.etag(), Optional.of(part.checksum()));
  }

  private static CompleteUpload request(
      Upload upload, WriteCondition condition, PartInfo... parts) {
    return new CompleteUpload(
        NAME,
        upload.id(),
        Arrays.stream(parts).map(UploadsTest::chosen).toList(),
        Optional.empty(),
        OptionalLong.empty(),
        condition);
  }

  @ParameterizedTest
  @EnumSource(ChecksumAlgorithm.class)
  void partsBecomeOneObject(ChecksumAlgorithm algorithm) throws Exception {
    Checksum.Type type = algorithm.combines() ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
    Upload upload = begin(algorithm, type);
    var whole = new ByteArrayOutputStream();
    MessageDigest md5s = MessageDigest.getInstance("MD5");
    List<PartInfo> parts = new ArrayList<>();
    int[] sizes = {5000, 200, 9000, 4096, 0};
    for (int i = 0; i < sizes.length; i++) {
      byte[] content = Bytes.random(random, sizes[i]);
      PartInfo part = part(upload, 3 * i + 2, content);
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content)),
          part.etag().value());
      md5s.update(MessageDigest.getInstance("MD5").digest(content));
      whole.write(content);
      parts.add(part);
    }
    byte[] content = whole.toByteArray();
    ObjectInfo object =
        rig.room.uploads().complete(request(upload, ALWAYS, parts.toArray(PartInfo[]::new)));
    assertEquals(HexFormat.of().formatHex(md5s.digest()) + "-5", object.etag().value());
    assertEquals(content.length, object.size());
    assertEquals(parts, object.parts());
    assertEquals("video/mp4", object.attributes().system().get("content-type"));
    assertEquals(Map.of("t", "1"), object.tags().pairs());
    ContentDigest digest = new ContentDigest(Set.of(algorithm));
    digest.update(content, 0, content.length);
    Checksum expected =
        type == Checksum.Type.FULL_OBJECT
            ? digest.finish().checksum(algorithm).orElseThrow()
            : PartSums.composite(
                algorithm,
                parts.stream().map(p -> new PartSums.Part(p.checksum(), p.size())).toList());
    assertEquals(expected, object.checksum().orElseThrow());
    assertEquals(object, rig.room.objects().head(NAME));
    assertArrayEquals(content, rig.get(NAME));
    try (ReadableObject open = rig.room.objects().open(NAME)) {
      rig.kmsCalls.set(0);
      for (int round = 0; round < 60; round++) {
        int from = random.nextInt(content.length + 1);
        int length = random.nextInt(content.length - from + 1);
        try (InputStream stream = open.stream(from, length)) {
          assertArrayEquals(
              Arrays.copyOfRange(content, from, from + length), stream.readAllBytes());
        }
      }
      assertEquals(1, rig.kmsCalls.get(), "one object key, opened once");
    }
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().find(NAME, upload.id()));
    assertEquals(0, rig.records('P').size());
  }

  @Test
  void aPartThatComesAgainReplacesTheFirstAndFreesItsBody() throws Exception {
    Upload upload = begin();
    var _ = part(upload, 1, Bytes.random(random, 5000));
    var _ = part(upload, 1, Bytes.random(random, 50));
    byte[] last = Bytes.random(random, 6000);
    PartInfo part = part(upload, 1, last);
    rig.room.settle();
    assertEquals(1, rig.blobIds().size());
    assertEquals(0, rig.records('I').size());
    var _ = rig.room.uploads().complete(request(upload, ALWAYS, part));
    assertArrayEquals(last, rig.get(NAME));
  }

  @Test
  void unchosenPartsAndTheReplacedObjectAreFreed() throws Exception {
    var _ = rig.put(NAME, Bytes.random(random, 4000));
    Upload upload = begin();
    PartInfo one = part(upload, 1, Bytes.random(random, 5000));
    var _ = part(upload, 2, Bytes.random(random, 5000));
    var _ = part(upload, 3, Bytes.random(random, 50));
    PartInfo four = part(upload, 4, Bytes.random(random, 500));
    var _ = rig.room.uploads().complete(request(upload, ALWAYS, one, four));
    rig.room.settle();
    assertEquals(1, rig.blobIds().size());
    assertEquals(1, rig.records('I').size());
    assertEquals(5500, rig.get(NAME).length);
    rig.room.objects().delete(NAME, ALWAYS);
    rig.room.settle();
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    assertEquals(List.of(), rig.blobIds());
    for (char kind : "OMIUPDRG".toCharArray()) {
      assertEquals(0, rig.records(kind).size(), "records of kind " + kind);
    }
  }

  @Test
  void wrongChoicesAreRefusedAndTheUploadGoesOn() throws Exception {
    Upload upload = begin();
    PartInfo one = part(upload, 1, Bytes.random(random, 5000));
    PartInfo two = part(upload, 2, Bytes.random(random, 50));
    PartInfo three = part(upload, 3, Bytes.random(random, 50));
    var uploads = rig.room.uploads();
    fails(Reason.INVALID_PART_ORDER, () -> uploads.complete(request(upload, ALWAYS, two, one)));
    fails(Reason.INVALID_PART_ORDER, () -> uploads.complete(request(upload, ALWAYS, one, one)));
    fails(Reason.INVALID_PART, () -> uploads.complete(request(upload, ALWAYS)));
    fails(Reason.PART_TOO_SMALL, () -> uploads.complete(request(upload, ALWAYS, one, two, three)));
    PartInfo missing = new PartInfo(9, 50, three.etag(), three.checksum(), three.modified());
    fails(Reason.INVALID_PART, () -> uploads.complete(request(upload, ALWAYS, one, missing)));
    PartInfo other = new PartInfo(2, 50, one.etag(), two.checksum(), two.modified());
    fails(Reason.INVALID_PART, () -> uploads.complete(request(upload, ALWAYS, one, other)));
    PartInfo sum = new PartInfo(2, 50, two.etag(), one.checksum(), two.modified());
    fails(Reason.INVALID_PART, () -> uploads.complete(request(upload, ALWAYS, one, sum)));
    fails(Reason.SIZE_MISMATCH, () -> uploads.complete(sized(upload, 5051, one, two)));
    fails(
        Reason.CHECKSUM_MISMATCH,
        () -> uploads.complete(claiming(upload, one.checksum(), one, two)));
    fails(Reason.INVALID_PART, () -> part(upload, 0, new byte[1]));
    fails(Reason.INVALID_PART, () -> part(upload, 10_001, new byte[1]));
    var _ = rig.put(NAME, new byte[1]);
    fails(
        Reason.PRECONDITION_FAILED,
        () -> uploads.complete(request(upload, new Absent(), one, two)));
    assertEquals(5050, uploads.complete(sized(upload, 5050, one, two)).size());
  }

  private static CompleteUpload sized(Upload upload, long size, PartInfo... parts) {
    CompleteUpload plain = request(upload, ALWAYS, parts);
    return new CompleteUpload(
        NAME, upload.id(), plain.parts(), Optional.empty(), OptionalLong.of(size), ALWAYS);
  }

  private static CompleteUpload claiming(Upload upload, Checksum sum, PartInfo... parts) {
    CompleteUpload plain = request(upload, ALWAYS, parts);
    return new CompleteUpload(
        NAME, upload.id(), plain.parts(), Optional.of(sum), OptionalLong.empty(), ALWAYS);
  }

  @Test
  void completingAgainGivesTheSameAnswer() throws Exception {
    Upload upload = begin();
    PartInfo one = part(upload, 1, Bytes.random(random, 5000));
    PartInfo two = part(upload, 2, Bytes.random(random, 50));
    CompleteUpload request = request(upload, new Absent(), one, two);
    ObjectInfo first = rig.room.uploads().complete(request);
    assertEquals(first, rig.room.uploads().complete(request));
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().complete(request(upload, ALWAYS, one)));
    var _ = rig.put(NAME, new byte[1]);
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().complete(request));
  }

  @Test
  void racingCompletesAgree() throws Exception {
    for (int round = 0; round < 20; round++) {
      Upload upload = begin();
      PartInfo one = part(upload, 1, Bytes.random(random, 5000));
      CompleteUpload request = request(upload, ALWAYS, one);
      Callable<ObjectInfo> complete = () -> rig.room.uploads().complete(request);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Set<ObjectInfo> answers = new java.util.HashSet<>();
        for (var answer : threads.invokeAll(List.of(complete, complete, complete))) {
          answers.add(answer.get());
        }
        assertEquals(1, answers.size());
      }
    }
  }

  @Test
  void abortedUploadsLeaveNothingBehind() throws Exception {
    Upload upload = begin();
    var _ = part(upload, 1, Bytes.random(random, 5000));
    var _ = part(upload, 2, Bytes.random(random, 50));
    InputStream aborting =
        new ScriptedBody() {
          private int left = 6000;

          @Override
          int next() throws IOException {
            if (left == 3000) {
              rig.room.uploads().abort(NAME, upload.id());
            }
            return left-- > 0 ? 1 : -1;
          }
        };
    fails(
        Reason.NO_SUCH_UPLOAD,
        () -> rig.room.uploads().putPart(NAME, upload.id(), 3, Bytes.of(aborting, 6000)));
    rig.room.settle();
    assertNothingIsLeft();
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().abort(NAME, upload.id()));
    fails(Reason.NO_SUCH_UPLOAD, () -> part(upload, 1, new byte[1]));
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().parts(NAME, upload.id(), 0, 5));
    fails(Reason.NO_SUCH_UPLOAD, () -> rig.room.uploads().find(NAME, "no\0id"));
  }

  @Test
  void aBucketGoesWithItsUploads() throws Exception {
    for (int i = 0; i < 5; i++) {
      Upload upload = begin();
      var _ = part(upload, 1, Bytes.random(random, 5000));
      var _ = part(upload, 2, Bytes.random(random, 50));
    }
    rig.room.buckets().delete("films");
    rig.room.settle();
    assertNothingIsLeft();
    var _ = rig.room.buckets().create("films", "bob");
    assertTrue(
        rig.room
            .uploads()
            .list(new io.cofre.core.object.model.UploadQuery("films", "", "", "", "", 10))
            .uploads()
            .isEmpty());
  }

  @Test
  void partsAreListedInPages() throws Exception {
    Upload upload = begin();
    List<PartInfo> parts = new ArrayList<>();
    for (int number : new int[] {1, 2, 7, 256, 300, 10_000}) {
      parts.add(part(upload, number, Bytes.random(random, number)));
    }
    PartPage page = rig.room.uploads().parts(NAME, upload.id(), 0, 4);
    assertEquals(upload, page.upload());
    assertEquals(parts.subList(0, 4), page.parts());
    assertTrue(page.truncated());
    PartPage rest = rig.room.uploads().parts(NAME, upload.id(), 256, 4);
    assertEquals(parts.subList(4, 6), rest.parts());
    assertTrue(!rest.truncated());
    assertEquals(List.of(), rig.room.uploads().parts(NAME, upload.id(), 10_000, 4).parts());
  }

  @Test
  void aPartMayNameAnotherChecksumThanTheUpload() throws Exception {
    Upload upload =
        rig.room
            .uploads()
            .create(
                new CreateUpload(
                    Rig.request(NAME, ALWAYS),
                    ChecksumAlgorithm.CRC64NVME,
                    Checksum.Type.FULL_OBJECT,
                    false));
    byte[] content = Bytes.random(random, 3000);
    ContentDigest digest = new ContentDigest(Set.of(ChecksumAlgorithm.CRC32));
    digest.update(content, 0, content.length);
    Checksum crc32 = digest.finish().checksum(ChecksumAlgorithm.CRC32).orElseThrow();
    Checksum wrong = new Checksum(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT, new byte[4]);
    fails(
        Reason.CHECKSUM_MISMATCH,
        () -> rig.room.uploads().putPart(NAME, upload.id(), 1, Bytes.of(content).claiming(wrong)));
    PartInfo part =
        rig.room.uploads().putPart(NAME, upload.id(), 1, Bytes.of(content).claiming(crc32));
    assertEquals(ChecksumAlgorithm.CRC64NVME, part.checksum().algorithm());
    CompleteUpload request =
        new CompleteUpload(
            NAME,
            upload.id(),
            List.of(new ChosenPart(1, part.etag(), Optional.of(crc32))),
            Optional.empty(),
            OptionalLong.empty(),
            ALWAYS);
    assertEquals(part.checksum(), rig.room.uploads().complete(request).checksum().orElseThrow());
  }

  @Test
  void tenThousandPartsAreCompletedReadAndFreed() throws Exception {
    try (Rig many = new Rig(Rig.SETTINGS, new MemoryMetadataStore())) {
      var _ = many.room.buckets().create("films", "ann");
      CreateUpload create =
          new CreateUpload(
              Rig.request(NAME, ALWAYS), ChecksumAlgorithm.CRC32C, Checksum.Type.FULL_OBJECT, true);
      Upload upload = many.room.uploads().create(create);
      byte[] content = Bytes.random(random, 100);
      PartInfo[] parts = new PartInfo[10_000];
      for (int i = 0; i < parts.length; i++) {
        Bytes body = Bytes.of(content).with(ChecksumAlgorithm.CRC32C);
        parts[i] = many.room.uploads().putPart(NAME, upload.id(), i + 1, body);
      }
      ObjectInfo object = many.room.uploads().complete(request(upload, ALWAYS, parts));
      assertEquals(10_000, object.parts().size());
      assertEquals(1_000_000, many.get(NAME).length);
      many.room.objects().delete(NAME, ALWAYS);
      assertEquals(0, many.records('I').size() + many.records('M').size());
    }
  }

  @Test
  void hashesOfPartsGiveNoFullChecksum() {
    assertThrows(
        IllegalArgumentException.class,
        () -> begin(ChecksumAlgorithm.SHA256, Checksum.Type.FULL_OBJECT));
  }

  @Test
  void theKmsIsAskedOncePerCall() throws Exception {
    rig.kmsCalls.set(0);
    Upload upload = begin();
    assertEquals(1, rig.kmsCalls.getAndSet(0));
    PartInfo part = part(upload, 1, new byte[5000]);
    assertEquals(1, rig.kmsCalls.getAndSet(0));
    var _ = rig.room.uploads().complete(request(upload, ALWAYS, part));
    var _ = rig.room.objects().head(NAME);
    assertEquals(0, rig.kmsCalls.get());
  }

  @Test
  void anOverwrittenObjectStaysReadableToItsEnd() throws Exception {
    Upload upload = begin();
    byte[] first = Bytes.random(random, 50_000);
    byte[] second = Bytes.random(random, 60_000);
    PartInfo one = part(upload, 1, first);
    PartInfo two = part(upload, 2, second);
    var _ = rig.room.uploads().complete(request(upload, ALWAYS, one, two));
    try (ReadableObject object = rig.room.objects().open(NAME);
        InputStream stream = object.stream(0, 110_000)) {
      var _ = stream.readNBytes(10);
      var _ = rig.put(NAME, new byte[1]);
      rig.room.settle();
      byte[] rest = stream.readAllBytes();
      assertArrayEquals(second, Arrays.copyOfRange(rest, 49_990, 109_990));
    }
    rig.room.settle();
    assertEquals(List.of(), rig.blobIds());
    ETag small = rig.room.objects().head(NAME).etag();
    assertEquals(32, small.value().length());
  }
}
