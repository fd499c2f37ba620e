package io.cofre.corpus;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.cipher.aes.AesGcmProvider;
import io.cofre.cipher.cbc.CbcHmacProvider;
import io.cofre.cipher.chacha.ChaChaProvider;
import io.cofre.core.object.Foundation;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.SealSettings;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.KeyNames;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A store in memory, opened by the core with the ciphers of the plugins. Segments have 4 KiB;
/// sealed bodies above 1,000 bytes are blobs.
///
/// @param bodies knows how long bodies become
record OpenStore(
    MemoryMetadataStore metadata,
    MemoryBlobStore blobs,
    CorpusKeys keys,
    SealedBodies bodies,
    ObjectRoom room)
    implements AutoCloseable {
  static final int SEGMENT = 4096;
  static final Map<String, CipherProvider> CIPHERS =
      Stream.of(new AesGcmProvider(), new CbcHmacProvider(), new ChaChaProvider())
          .collect(Collectors.toUnmodifiableMap(CipherProvider::name, Function.identity()));

  /// Open a store that holds this.
  static OpenStore of(String cipher, Collection<MetadataEntry> records, Map<BlobId, byte[]> stored)
      throws IOException {
    MemoryMetadataStore metadata = new MemoryMetadataStore();
    boolean _ =
        metadata.write(tx -> {
          records.forEach(record -> tx.put(record.key(), record.value()));
          return true;
        });
    MemoryBlobStore blobs = new MemoryBlobStore();
    for (var blob : stored.entrySet()) {
      long _ = blobs.write(blob.getKey(), sink -> sink.write(ByteBuffer.wrap(blob.getValue())));
    }
    CorpusKeys keys = CorpusKeys.read();
    Layout layout = new Layout(1, cipher, SEGMENT);
    SealedBodies bodies = new SealedBodies(CIPHERS, layout);
    ObjectKeys objectKeys =
        new ObjectKeys(KeySource.of(Map.of("main", keys.kms())), "main", new KeyId("cofre"));
    Foundation base =
        new Foundation(metadata, blobs, objectKeys, bodies, CIPHERS, Clock.systemUTC());
    ObjectRoom room = ObjectRoom.open(base, settings(layout));
    return new OpenStore(metadata, blobs, keys, bodies, room);
  }

  private static ObjectSettings settings(Layout layout) {
    List<String> names = CIPHERS.keySet().stream().sorted().toList();
    String outer = names.get((names.indexOf(layout.cipher()) + 1) % names.size());
    BucketEncryption rule =
        new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, false);
    SealSettings sealing =
        new SealSettings(rule, layout, outer, false, new KeyNames("us-east-1", "000000000000"));
    return new ObjectSettings("corpus", 1000, 8, 100, sealing);
  }

  /// What reads objects of a mode.
  ReadKey brought(String mode) {
    return mode.equals("SSE-C") ? new ReadKey.Customer(keys.customer()) : ReadKey.NONE;
  }

  /// Read a whole object; what is told of it.
  Facts read(ObjectName name, ReadKey brought) throws IOException {
    try (ReadableObject object = room.objects().open(name, brought)) {
      return Facts.of(object.info(), range(object, 0, object.info().size()));
    }
  }

  /// Complete an upload and read what it became.
  Facts complete(Facts upload) throws IOException {
    uploads().complete(upload.name(), upload.upload(), upload.parts());
    return read(upload.name(), brought(upload.mode())).ofUpload(upload.upload());
  }

  CorpusUploads uploads() {
    return new CorpusUploads(room.uploads());
  }

  static byte[] range(ReadableObject object, long from, long length) throws IOException {
    try (var stream = object.stream(from, length)) {
      return stream.readAllBytes();
    }
  }

  @Override
  public void close() {
    room.close();
  }
}
