package io.cofre.core.object;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/// A room over stores in memory that can fail and be counted, for tests. Segments have 4 KiB, so
/// that small bodies have several; bodies above 1,000 bytes go to blobs.
final class Rig implements AutoCloseable {
  static final ObjectSettings SETTINGS =
      new ObjectSettings("test", 1000, 8, 100, SealSettings.of(new Layout(1, "AES-256-GCM", 4096)));
  static final String CIPHER = "AES-256-GCM";

  final FaultyMetadata metadata;
  final FaultyBlobs blobs;
  final MemoryKms kms;
  final AtomicInteger kmsCalls = new AtomicInteger();
  ObjectRoom room;

  Rig() throws IOException {
    this(SETTINGS, MemoryMetadataStore.repeatingWork());
  }

  Rig(ObjectSettings settings, MemoryMetadataStore store) throws IOException {
    metadata = new FaultyMetadata(store);
    blobs = new FaultyBlobs(new MemoryBlobStore());
    kms = new MemoryKms();
    room = ObjectRoom.open(foundation(), settings);
  }

  Foundation foundation() {
    Map<String, Kms> instances = Map.of("main", new Counting());
    ObjectKeys keys = new ObjectKeys(KeySource.of(instances), "main", new KeyId("cofre"));
    SealedBodies bodies =
        new SealedBodies(Map.of(CIPHER, new JdkAesGcm()), new Layout(1, CIPHER, 4096));
    return new Foundation(
        metadata, blobs, keys, bodies, Map.of(CIPHER, new JdkAesGcm()), Clock.systemUTC());
  }

  /// As after `kill -9`: nothing is closed in order.
  void crash() throws Exception {
    restart();
  }

  void restart() throws Exception {
    room = ObjectRoom.open(foundation(), SETTINGS);
    room.settle();
  }

  static PutObject request(ObjectName name, WriteCondition condition) {
    return new PutObject(name, Attributes.NONE, Tags.NONE, condition, "ann");
  }

  ObjectInfo put(ObjectName name, byte[] content) throws IOException {
    return room.objects().put(request(name, new WriteCondition.Always()), Bytes.of(content));
  }

  byte[] get(ObjectName name) throws IOException {
    try (ReadableObject object = room.objects().open(name);
        var stream = object.stream(0, object.info().size())) {
      return stream.readAllBytes();
    }
  }

  /// All blobs there are.
  List<BlobId> blobIds() throws IOException {
    return blobs.list(BlobId.NONE, 10_000).ids();
  }

  /// All records whose keys begin with a letter.
  List<MetadataEntry> records(char kind) throws IOException {
    return metadata.read(
        view -> view.scan(new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)}, 10_000));
  }

  static void fails(ObjectFailure.Reason reason, Executable work) {
    ObjectFailure failure = Assertions.assertThrows(ObjectFailure.class, work);
    Assertions.assertEquals(reason, failure.reason(), failure.getMessage());
  }

  @Override
  public void close() {
    room.close();
  }

  private final class Counting implements Kms {
    @Override
    public KmsTraits traits() {
      return kms.traits();
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      kmsCalls.incrementAndGet();
      return kms.wrap(key, dataKey, context);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      kmsCalls.incrementAndGet();
      return kms.unwrap(wrapped, context);
    }

    @Override
    public KeyId resolve(KeyId key) {
      return kms.resolve(key);
    }

    @Override
    public java.util.Optional<io.cofre.api.kms.KeyAdministration> administration() {
      return kms.administration();
    }

    @Override
    public Health health() {
      return kms.health();
    }

    @Override
    public void close() {}
  }
}
