package io.cofre.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KmsException;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A changed byte in a store of the corpus is refused, and harms one object or upload only.
class CorpusDamageTest {

  static List<StoreFiles> stores() throws IOException {
    return StoreFiles.all();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aChangedByteOfABlobIsRefused(StoreFiles files) throws IOException {
    int changes = 0;
    List<MetadataEntry> records = files.records();
    Map<BlobId, byte[]> blobs = files.blobs();
    for (BlobId id : blobs.keySet()) {
      for (byte[] changed : changes(blobs.get(id))) {
        Map<BlobId, byte[]> with = new TreeMap<>(blobs);
        with.put(id, changed);
        assertEquals(1, refused(files, records, with), () -> "of the blob " + id);
        changes++;
      }
    }
    assertEquals(3 * blobs.size(), changes);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aChangedByteOfARecordIsRefused(StoreFiles files) throws IOException {
    int changes = 0;
    List<MetadataEntry> records = files.records();
    Map<BlobId, byte[]> blobs = files.blobs();
    for (int i = 0; i < records.size(); i++) {
      MetadataEntry record = records.get(i);
      char kind = (char) record.key()[0];
      if ("OMIUP".indexOf(kind) >= 0) { // those that objects and uploads are made of
        for (byte[] changed : changes(record.value())) {
          List<MetadataEntry> with = new ArrayList<>(records);
          with.set(i, new MetadataEntry(record.key(), changed));
          assertEquals(1, refused(files, with, blobs), () -> "of a record " + kind);
          changes++;
        }
      }
    }
    assertEquals(3 * (31 + 6 + 19 + 1 + 3), changes, "records of each kind are there");
  }

  private static List<byte[]> changes(byte[] bytes) {
    List<byte[]> all = new ArrayList<>();
    for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      all.add(changed);
    }
    return all;
  }

  /// How many objects are refused, and whether the upload is; all else is read as it was stored.
  private static int refused(
      StoreFiles files, List<MetadataEntry> records, Map<BlobId, byte[]> blobs) throws IOException {
    int refused = 0;
    Facts upload = files.upload();
    try (OpenStore store = OpenStore.of(files.cipher(), records, blobs)) {
      for (Facts facts : files.objects()) {
        String mode = facts.mode();
        refused += refuses(facts, () -> store.read(facts.name(), store.brought(mode))) ? 1 : 0;
      }
      refused += refuses(upload, () -> store.complete(upload)) ? 1 : 0;
    }
    return refused;
  }

  private interface Reading {
    Facts facts() throws IOException;
  }

  private static boolean refuses(Facts stored, Reading reading) throws IOException {
    try {
      assertEquals(stored.text(), reading.facts().text());
      return false;
    } catch (ObjectFailure e) {
      assertEquals(ObjectFailure.Reason.DAMAGED, e.reason());
    } catch (KmsException e) {
      assertEquals(KmsException.Reason.NOT_AUTHENTIC, e.reason());
    }
    return true;
  }
}
