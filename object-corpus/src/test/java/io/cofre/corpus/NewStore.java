package io.cofre.corpus;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition.Always;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a store of the corpus: an object of each mode and size class, and one in parts of each
/// mode; one that its bucket's rule sealed, and an upload under way in that bucket.
///
/// @param store is filled
/// @param written the facts of what was stored
record NewStore(OpenStore store, List<Facts> written) {
  private static final Attributes SAID =
      Attributes.of(
          Map.of("content-type", "text/plain; charset=utf-8", "cache-control", "no-store"),
          Map.of("colour", "blue", "place", "strongbox"));
  private static final Tags TAGS = Tags.of(Map.of("team", "Zürich", "empty", ""));
  private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();

  static void write(StoreFiles files) throws IOException {
    try (OpenStore store = OpenStore.of(files.cipher(), List.of(), Map.of())) {
      NewStore made = new NewStore(store, new ArrayList<>());
      made.fill();
      ObjectName name = new ObjectName("ruled", "under way");
      EncryptionChoice choice = new EncryptionChoice.ByBucket();
      String id =
          store.uploads().begin(request(name, choice, true), ReadKey.NONE, made.written.size());
      List<MetadataEntry> records = made.records();
      Map<BlobId, byte[]> blobs = made.blobs();
      store.uploads().complete(name, id);
      Facts upload = store.read(name, ReadKey.NONE).ofUpload(id);
      files.write(records, blobs, made.written, upload);
    }
  }

  private void fill() throws IOException {
    var _ = store.room().buckets().create("corpus", "ann");
    for (var mode : modes().entrySet()) {
      fill(mode.getKey(), mode.getValue());
    }
    var _ = store.room().buckets().create("ruled", "ben");
    store
        .room()
        .buckets()
        .encrypt(
            "ruled", new BucketEncryption(BucketEncryption.Algorithm.KMS, "other", true, true));
    store.room().buckets().seal("ruled", new BucketSealing("main", "other", "", 8192));
    put(new ObjectName("ruled", "by the rule"), new EncryptionChoice.ByBucket(), 20_000, true);
  }

  private Map<String, EncryptionChoice> modes() {
    TreeMap<String, String> context = new TreeMap<>(Map.of("team", "blue", "purpose", "ä"));
    TreeMap<String, String> none = new TreeMap<>();
    return new TreeMap<>(
        Map.of(
            "sse-s3", new EncryptionChoice.ByService(),
            "sse-kms", new EncryptionChoice.ByKms(false, "", none, Wish.NO),
            "sse-kms-context", new EncryptionChoice.ByKms(false, "other", context, Wish.NO),
            "sse-kms-bucket-key", new EncryptionChoice.ByKms(false, "other", context, Wish.YES),
            "dsse-kms", new EncryptionChoice.ByKms(true, "", context, Wish.NO),
            "sse-c", new EncryptionChoice.ByCustomer(store.keys().customer())));
  }

  private void fill(String mode, EncryptionChoice choice) throws IOException {
    put(new ObjectName("corpus", mode + "/0"), choice, 0, false);
    put(new ObjectName("corpus", mode + "/1"), choice, 1, false);
    put(new ObjectName("corpus", mode + "/one segment"), choice, segment(), true);
    put(new ObjectName("corpus", mode + "/more ä/日本.txt"), choice, 9000, true);
    upload(new ObjectName("corpus", mode + "/parts"), choice);
  }

  /// The most that one segment holds.
  private int segment() {
    int length = OpenStore.SEGMENT;
    while (store.bodies().sealedLength(store.bodies().layout(), length) > OpenStore.SEGMENT) {
      length--;
    }
    return length;
  }

  private static PutObject request(ObjectName name, EncryptionChoice choice, boolean described) {
    return new PutObject(
        name,
        described ? SAID : Attributes.NONE,
        described ? TAGS : Tags.NONE,
        new Always(),
        "ann",
        choice);
  }

  private void put(ObjectName name, EncryptionChoice choice, int length, boolean described)
      throws IOException {
    int number = written.size();
    Sample content = Sample.of(length, ALGORITHMS[number % ALGORITHMS.length], number);
    var _ = store.room().objects().put(request(name, choice, described), content);
    written.add(store.read(name, brought(choice)));
  }

  private ReadKey brought(EncryptionChoice choice) {
    return store.brought(choice instanceof EncryptionChoice.ByCustomer ? "SSE-C" : "");
  }

  private void upload(ObjectName name, EncryptionChoice choice) throws IOException {
    CorpusUploads uploads = store.uploads();
    String id = uploads.begin(request(name, choice, true), brought(choice), written.size());
    uploads.complete(name, id);
    written.add(store.read(name, brought(choice)));
  }

  private List<MetadataEntry> records() throws IOException {
    return store.metadata().read(view -> view.scan(new byte[] {0}, new byte[] {-1}, 10_000));
  }

  private Map<BlobId, byte[]> blobs() throws IOException {
    Map<BlobId, byte[]> all = new TreeMap<>();
    for (BlobId id : store.blobs().list(BlobId.NONE, 10_000).ids()) {
      try (Blob blob = store.blobs().read(id, new BlobRange(0, 1 << 20)).orElseThrow()) {
        all.put(id, whole(blob));
      }
    }
    return all;
  }

  private byte[] whole(Blob blob) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) blob.size());
    while (bytes.hasRemaining()) {
      int _ = blob.read(bytes);
    }
    return bytes.array();
  }
}
