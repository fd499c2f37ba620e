package io.cofre.core.object;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.model.KeyNames;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.seal.ChaChaCipher;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.PaddingCipher;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/// A room that holds objects of every mode, cipher and size class, whose stored bytes can be
/// changed. There is a bucket for each cipher; segments have 4 KiB.
final class Specimens implements AutoCloseable {
  static final int SEGMENT = 4096;
  static final Layout LAYOUT = new Layout(1, "AES-256-GCM", SEGMENT);
  static final Map<String, CipherProvider> CIPHERS =
      Map.of(
          "AES-256-GCM", new JdkAesGcm(),
          "CHACHA", new ChaChaCipher(),
          "PADDING", new PaddingCipher());

  final FaultyBlobs blobs = new FaultyBlobs(new MemoryBlobStore());
  final MemoryMetadataStore metadata = new MemoryMetadataStore();
  final SealedRecords records;
  final ObjectRoom room;
  final List<Specimen> all = new ArrayList<>();
  private final Random random = new Random(4);
  private final DataKey customer = DataKey.adopt(Bytes.random(random, 32));

  Specimens() throws IOException {
    MemoryKms kms = new MemoryKms("other");
    Foundation base =
        new Foundation(
            metadata,
            blobs,
            new ObjectKeys(KeySource.of(Map.of("main", kms)), "main", new KeyId("cofre")),
            new SealedBodies(CIPHERS, LAYOUT),
            CIPHERS,
            java.time.Clock.systemUTC());
    BucketEncryption rule =
        new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, false);
    SealSettings sealing =
        new SealSettings(rule, LAYOUT, "CHACHA", false, new KeyNames("us-east-1", "000000000000"));
    room = ObjectRoom.open(base, new ObjectSettings("test", 1000, 8, 100, sealing));
    records = new SealedRecords(new StoreOpening(base).open());
    for (String cipher : CIPHERS.keySet().stream().sorted().toList()) {
      String bucket = cipher.toLowerCase(Locale.ROOT);
      var _ = room.buckets().create(bucket, "ann");
      room.buckets().seal(bucket, new BucketSealing("", "", cipher, SEGMENT));
      for (var mode : modes().entrySet()) {
        fill(bucket, mode.getKey(), mode.getValue());
      }
    }
  }

  static List<String> buckets() {
    return CIPHERS.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
  }

  /// What a client says, by the name of the mode.
  Map<String, EncryptionChoice> modes() {
    TreeMap<String, String> context = new TreeMap<>(Map.of("team", "blue"));
    return new TreeMap<>(
        Map.of(
            "s3", new EncryptionChoice.ByService(),
            "kms", new EncryptionChoice.ByKms(false, "", context, Wish.NO),
            "bucket-key", new EncryptionChoice.ByKms(false, "", context, Wish.YES),
            "dual", new EncryptionChoice.ByKms(true, "", context, Wish.NO),
            "customer", new EncryptionChoice.ByCustomer(customer)));
  }

  private void fill(String bucket, String mode, EncryptionChoice choice) throws IOException {
    ReadKey brought = brought(choice);
    for (int length : new int[] {0, 700, 9000}) {
      put(new ObjectName(bucket, mode + "/" + length), brought, choice, length);
    }
    upload(new ObjectName(bucket, mode + "/parts"), brought, choice);
  }

  /// What reads an object that was stored so.
  ReadKey brought(EncryptionChoice choice) {
    return choice instanceof EncryptionChoice.ByCustomer
        ? new ReadKey.Customer(customer)
        : ReadKey.NONE;
  }

  /// Store an object besides; its sealed body.
  byte[] sealed(ObjectName name, EncryptionChoice choice, byte[] content) throws IOException {
    var info = room.objects().put(request(name, choice), Bytes.of(content));
    return body(info.version(), 0).bytes();
  }

  static PutObject request(ObjectName name, EncryptionChoice choice) {
    return new PutObject(name, Attributes.NONE, Tags.NONE, new Always(), "ann", choice);
  }

  private void put(ObjectName name, ReadKey brought, EncryptionChoice choice, int length)
      throws IOException {
    byte[] content = Bytes.random(random, length);
    var info = room.objects().put(request(name, choice), Bytes.of(content));
    all.add(new Specimen(name, brought, content, List.of(body(info.version(), 0))));
  }

  private void upload(ObjectName name, ReadKey brought, EncryptionChoice choice)
      throws IOException {
    byte[] content = Bytes.random(random, 10_000);
    Upload upload =
        room.uploads()
            .create(
                new CreateUpload(
                    request(name, choice),
                    ChecksumAlgorithm.CRC32C,
                    Checksum.Type.FULL_OBJECT,
                    true));
    List<ChosenPart> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Bytes half = Bytes.of(Arrays.copyOfRange(content, (i - 1) * 5000, i * 5000));
      PartInfo part =
          room.uploads()
              .putPart(name, upload.id(), i, half.with(ChecksumAlgorithm.CRC32C), brought);
      parts.add(new ChosenPart(i, part.etag(), Optional.empty()));
    }
    var info =
        room.uploads()
            .complete(
                new CompleteUpload(
                    name,
                    upload.id(),
                    parts,
                    Optional.empty(),
                    OptionalLong.empty(),
                    new Always()));
    String version = info.version();
    all.add(new Specimen(name, brought, content, List.of(body(version, 1), body(version, 2))));
  }

  private Specimen.Body body(String version, int part) throws IOException {
    BodyOwner owner = new BodyOwner(version, part);
    Optional<byte[]> inline = metadata.read(view -> view.get(owner.inlineKey()));
    if (inline.isPresent()) {
      return new Specimen.Body(Optional.empty(), owner.inlineKey(), inline.get());
    }
    var range = RecordKeys.references();
    for (MetadataEntry entry : metadata.read(view -> view.scan(range.from(), range.to(), 10_000))) {
      if (Arrays.equals(entry.value(), owner.encoded())) {
        BlobId id = new BlobId(java.util.HexFormat.of().formatHex(entry.key(), 1, 17));
        try (Blob blob = blobs.read(id, new BlobRange(0, 1)).orElseThrow()) {
          byte[] bytes = blobs.bytes(id, (int) blob.size());
          return new Specimen.Body(Optional.of(id), new byte[0], bytes);
        }
      }
    }
    throw new AssertionError("no body of part " + part + " of " + version);
  }

  void write(Specimen.Body body, byte[] bytes) throws IOException {
    if (body.blob().isPresent()) {
      blobs.replace(body.blob().get(), bytes);
    } else {
      write(body.key(), bytes);
    }
  }

  void write(byte[] key, byte[] value) throws IOException {
    boolean _ =
        metadata.write(tx -> {
          tx.put(key, value);
          return true;
        });
  }

  byte[] record(byte[] key) throws IOException {
    return metadata.read(view -> view.get(key)).orElseThrow();
  }

  @Override
  public void close() {
    room.close();
    customer.close();
  }
}
