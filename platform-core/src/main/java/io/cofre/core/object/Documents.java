package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.record.ClearAndSecret;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Small documents of the platform's own, such as its jobs, sealed in records of one range.
/// Thread-safe; a document is at most 1 MiB.
public final class Documents {
  private static final System.Logger LOG = System.getLogger(Documents.class.getName());
  private static final byte[] NOTHING = {};
  private static final int PAGE = 1000;
  private final MetadataStore metadata;
  private final SealedRecords records;
  private final KeyRange range;

  Documents(MetadataStore metadata, SealedRecords records, KeyRange range) {
    this.metadata = metadata;
    this.records = records;
    this.range = range;
  }

  /// All documents by id; one that is damaged is logged and left out.
  public SortedMap<String, byte[]> all() throws IOException {
    SortedMap<String, byte[]> all = new TreeMap<>();
    byte[] from = range.from();
    while (true) {
      byte[] begin = from;
      List<MetadataEntry> page = metadata.read(view -> view.scan(begin, range.to(), PAGE));
      page.forEach(entry -> add(entry, all));
      if (page.size() < PAGE) {
        return all;
      }
      from = KeyRange.next(page.getLast().key());
    }
  }

  private void add(MetadataEntry entry, SortedMap<String, byte[]> all) {
    String id = new String(RecordKeys.tail(range, entry.key()), StandardCharsets.UTF_8);
    try {
      all.put(id, records.open(entry.key(), entry.value()).secret());
    } catch (ObjectFailure e) {
      LOG.log(System.Logger.Level.WARNING, "the document " + id + " is damaged", e);
    }
  }

  /// Return a document; fails with `DAMAGED` if it is not as it was written.
  public Optional<byte[]> find(String id) throws IOException {
    byte[] key = key(id);
    return metadata.read(view -> view.get(key)).map(value -> records.open(key, value).secret());
  }

  /// Write a document, in place of an earlier one of that id.
  public void put(String id, byte[] document) throws IOException {
    byte[] key = key(id);
    byte[] value = closed(key, document);
    boolean _ =
        metadata.write(tx -> {
          tx.put(key, value);
          return true;
        });
  }

  /// Change a document in one transaction.
  ///
  /// @param change may run more than once; what it throws reaches the caller, and nothing changes
  /// @return the document as it is now; empty if there is none
  public Optional<byte[]> change(String id, UnaryOperator<byte[]> change) throws IOException {
    byte[] key = key(id);
    return metadata.write(tx -> {
      Optional<byte[]> now =
          tx.get(key).map(value -> change.apply(records.open(key, value).secret()));
      now.ifPresent(document -> tx.put(key, closed(key, document)));
      return now;
    });
  }

  /// Remove a document, if it is there.
  public void remove(String id) throws IOException {
    byte[] key = key(id);
    boolean _ =
        metadata.write(tx -> {
          tx.delete(key);
          return true;
        });
  }

  private byte[] closed(byte[] key, byte[] document) {
    return records.close(key, new ClearAndSecret(NOTHING, document));
  }

  private byte[] key(String id) {
    return range.key(id.getBytes(StandardCharsets.UTF_8));
  }
}
