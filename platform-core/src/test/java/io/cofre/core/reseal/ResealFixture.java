package io.cofre.core.reseal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.storage.BlobId;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.json.StrictJson;
import io.cofre.core.object.Foundation;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.SealSettings;
import io.cofre.core.object.SealedObject;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A store of four objects of the bucket `b`: one in its record, one in a blob, one in parts, and
/// one under the key `other`. Two ciphers, and one KMS by two names.
abstract class ResealFixture {
  static final ObjectName INLINE = new ObjectName("b", "inline");
  static final ObjectName BLOB = new ObjectName("b", "large");
  static final ObjectName PARTS = new ObjectName("b", "parts");
  static final ObjectName OTHER = new ObjectName("b", "under other");
  static final List<ObjectName> ALL = List.of(INLINE, BLOB, PARTS, OTHER);
  final MemoryKms kms = new MemoryKms("other");
  final FlakyKms main = new FlakyKms(kms.reopen());
  final MemoryBlobStore blobs = new MemoryBlobStore();
  final MemoryMetadataStore metadata = MemoryMetadataStore.repeatingWork();
  private final Random random = new Random(3);
  final byte[] small = bytes(500);
  final byte[] large = bytes(9000);
  ObjectRoom room = open();

  private record Body(InputStream body, long length) implements Content {
    @Override
    public ChecksumAlgorithm algorithm() {
      return ChecksumAlgorithm.CRC64NVME;
    }

    @Override
    public Optional<Checksum> claimed() {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> claimedMd5() {
      return Optional.empty();
    }
  }

  byte[] bytes(int length) {
    byte[] made = new byte[length];
    random.nextBytes(made);
    return made;
  }

  private Map<String, Kms> instances() {
    return Map.of("main", main, "second", kms.reopen());
  }

  final ObjectRoom open() {
    Map<String, CipherProvider> ciphers =
        Map.of("AES-256-GCM", new JdkAesGcm(), "OTHER", new JdkAesGcm());
    Layout layout = new Layout(1, "AES-256-GCM", 4096);
    try {
      return ObjectRoom.open(
          new Foundation(
              metadata,
              blobs,
              new ObjectKeys(KeySource.of(instances()), "main", new KeyId("cofre")),
              new SealedBodies(ciphers, layout),
              ciphers,
              Clock.systemUTC()),
          new ObjectSettings("test", 1000, 8, 100, SealSettings.of(layout)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  final Services services() {
    return new Services() {
      @Override
      public Set<String> kms() {
        return Set.of("main", "second");
      }

      @Override
      public Set<String> ciphers() {
        return Set.of("AES-256-GCM", "OTHER");
      }

      @Override
      public String newest(String name, KeyId key) {
        return kms.administration().orElseThrow().describe(key).version();
      }
    };
  }

  @BeforeEach
  void fill() throws IOException {
    var _ = room.buckets().create("b", "ann");
    put(INLINE, small, new EncryptionChoice.ByBucket());
    put(BLOB, large, new EncryptionChoice.ByBucket());
    put(OTHER, small, other());
    Upload upload = begin(PARTS, new EncryptionChoice.ByBucket());
    complete(upload, List.of(part(upload, 1, large), part(upload, 2, small)));
  }

  final Upload begin(ObjectName name, EncryptionChoice choice) throws IOException {
    return room.uploads()
        .create(
            new CreateUpload(
                request(name, choice),
                ChecksumAlgorithm.CRC64NVME,
                Checksum.Type.FULL_OBJECT,
                true));
  }

  final void complete(Upload upload, List<ChosenPart> parts) throws IOException {
    var _ =
        room.uploads()
            .complete(
                new CompleteUpload(
                    upload.name(),
                    upload.id(),
                    parts,
                    Optional.empty(),
                    OptionalLong.empty(),
                    new Always()));
  }

  static EncryptionChoice other() {
    return new EncryptionChoice.ByKms(
        false, "other", new java.util.TreeMap<>(), EncryptionChoice.Wish.NO);
  }

  final ChosenPart part(Upload upload, int number, byte[] content) throws IOException {
    var part = room.uploads().putPart(upload.name(), upload.id(), number, body(content));
    return new ChosenPart(number, part.etag(), Optional.empty());
  }

  private static Content body(byte[] content) {
    return new Body(new ByteArrayInputStream(content), content.length);
  }

  private static PutObject request(ObjectName name, EncryptionChoice choice) {
    return new PutObject(
        name,
        Attributes.of(Map.of("content-type", "text/plain"), Map.of("who", "ann")),
        Tags.of(Map.of("t", "1")),
        new Always(),
        "ann",
        choice);
  }

  final void put(ObjectName name, byte[] content, EncryptionChoice choice) throws IOException {
    var _ = room.objects().put(request(name, choice), body(content));
  }

  final byte[] get(ObjectName name) throws IOException {
    try (var object = room.objects().open(name);
        var stream = object.stream(0, object.info().size())) {
      return stream.readAllBytes();
    }
  }

  final void assertContents() throws IOException {
    byte[] both = java.util.Arrays.copyOf(large, large.length + small.length);
    System.arraycopy(small, 0, both, large.length, small.length);
    assertArrayEquals(small, get(INLINE));
    assertArrayEquals(large, get(BLOB));
    assertArrayEquals(both, get(PARTS));
    assertArrayEquals(small, get(OTHER));
  }

  /// What clients see of all objects, but for how they are sealed.
  final List<List<Object>> seen() throws IOException {
    List<List<Object>> all = new java.util.ArrayList<>();
    for (ObjectName name : ALL) {
      ObjectInfo info = room.objects().head(name);
      all.add(
          List.of(
              info.size(),
              info.modified(),
              info.etag(),
              info.attributes(),
              info.tags(),
              info.checksum(),
              info.parts(),
              info.owner()));
    }
    return all;
  }

  final ObjectRecord found(ObjectName name) throws IOException {
    return room.reseals().page(new ResealScope("b", ""), "", 100).stream()
        .filter(object -> object.name().equals(name))
        .findFirst()
        .flatMap(SealedObject::clear)
        .orElseThrow();
  }

  final String version(ObjectName name) throws IOException {
    return found(name).sealing().envelope().orElseThrow().key().version();
  }

  final List<BlobId> blobIds() throws IOException, InterruptedException {
    room.settle();
    return blobs.list(BlobId.NONE, 1000).ids();
  }

  static JsonNode json(String text) {
    return StrictJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  final Steps<RewrapOutcome> rewrap(String description) {
    Rewrap kind = new Rewrap(room, services());
    return new Steps<>(kind.outcomes(), kind.prepare(json(description)), _ -> {});
  }

  final Steps<ReencryptOutcome> reencrypt(String description) {
    Reencrypt kind = new Reencrypt(room, services());
    return new Steps<>(kind.outcomes(), kind.prepare(json(description)), _ -> {});
  }

  @AfterEach
  void close() {
    room.close();
  }
}
