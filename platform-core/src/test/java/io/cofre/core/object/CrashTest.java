package io.cofre.core.object;

import static io.cofre.core.object.Rig.fails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyId;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever fails and whenever the process ends: nothing that was acknowledged is lost, and nothing
/// is left behind.
class CrashTest {
  private static final ObjectName NAME = new ObjectName("b", "k");
  private final Random random = new Random(8);
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
    var _ = rig.room.buckets().create("b", "ann");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aBlobStoreThatFailsLeavesTheOldObject() throws Exception {
    byte[] old = Bytes.random(random, 3000);
    var _ = rig.put(NAME, old);
    for (FaultyBlobs.Fault fault :
        List.of(FaultyBlobs.Fault.BEFORE_WRITE, FaultyBlobs.Fault.AFTER_WRITE)) {
      rig.blobs.next.set(fault);
      assertThrows(IOException.class, () -> rig.put(NAME, new byte[3000]));
      assertArrayEquals(old, rig.get(NAME));
      rig.room.settle();
      assertEquals(1, rig.blobIds().size());
    }
  }

  @Test
  void aBlobThatCannotBeRemovedIsSweptLater() throws Exception {
    var _ = rig.put(NAME, new byte[3000]);
    rig.blobs.deletesFail = true;
    rig.blobs.next.set(FaultyBlobs.Fault.AFTER_WRITE);
    assertThrows(IOException.class, () -> rig.put(NAME, new byte[3000]));
    assertEquals(2, rig.blobIds().size());
    rig.blobs.deletesFail = false;
    for (int i = 0; i < 10; i++) { // the epoch is used up, found doubtful, and swept
      var _ = rig.put(NAME, new byte[3000]);
    }
    rig.room.settle();
    assertEquals(1, rig.blobIds().size());
    assertEquals(1, rig.room.figures().blobs().swept());
    assertEquals(3000, rig.get(NAME).length);
  }

  @Test
  void deletesThatFailAreMadeUpForAfterARestart() throws Exception {
    rig.blobs.deletesFail = true;
    for (int i = 0; i < 5; i++) {
      var _ = rig.put(NAME, new byte[3000]);
    }
    rig.room.objects().delete(NAME, new Always());
    assertEquals(5, rig.records('G').size());
    rig.blobs.deletesFail = false;
    rig.restart();
    assertEquals(0, rig.records('G').size());
    assertEquals(List.of(), rig.blobIds());
  }

  @Test
  void aCommitThatFailsOrIsUnknownLosesNothing() throws Exception {
    for (FaultyMetadata.Fault fault :
        List.of(FaultyMetadata.Fault.BEFORE, FaultyMetadata.Fault.AFTER)) {
      byte[] old = Bytes.random(random, 3000);
      byte[] fresh = Bytes.random(random, 3000);
      var _ = rig.put(NAME, old);
      rig.room.settle();
      rig.metadata.fail(fault, 0);
      assertThrows(IOException.class, () -> rig.put(NAME, fresh));
      byte[] now = rig.get(NAME);
      assertArrayEquals(fault == FaultyMetadata.Fault.AFTER ? fresh : old, now);
      rig.restart();
      assertArrayEquals(now, rig.get(NAME));
      assertEquals(1, rig.blobIds().size(), "the other body is swept");
      assertEquals(1, rig.records('R').size());
      assertEquals(0, rig.records('G').size());
    }
  }

  @Test
  void aCrashAtAnyWriteLosesNothingAndLeavesNothing() throws Exception {
    Map<String, byte[]> acknowledged = new HashMap<>();
    List<FaultyMetadata.Fault> faults = List.of(FaultyMetadata.Fault.values());
    for (int round = 0; round < 150; round++) {
      String key = "k" + random.nextInt(5);
      byte[] content = Bytes.random(random, random.nextBoolean() ? 3000 : 50);
      FaultyMetadata.Fault fault = faults.get(random.nextInt(faults.size()));
      rig.metadata.fail(fault, random.nextInt(2));
      ObjectName name = new ObjectName("b", key);
      try {
        var _ = rig.put(name, content);
        acknowledged.put(key, content);
      } catch (IOException _) {
        rig.metadata.fail(FaultyMetadata.Fault.NONE, 0);
        byte[] now = present(name);
        byte[] before = acknowledged.getOrDefault(key, new byte[0]);
        assertTrue(Arrays.equals(now, before) || Arrays.equals(now, content));
        acknowledged.put(key, now);
      }
      rig.metadata.fail(FaultyMetadata.Fault.NONE, 0);
      if (random.nextInt(4) == 0) {
        rig.crash();
      }
    }
    rig.crash();
    long blobs = 0;
    for (var entry : acknowledged.entrySet()) {
      assertArrayEquals(entry.getValue(), present(new ObjectName("b", entry.getKey())));
      blobs += entry.getValue().length == 3000 ? 1 : 0;
    }
    assertEquals(blobs, rig.blobIds().size());
    assertEquals(blobs, rig.records('R').size());
    assertEquals(0, rig.records('G').size());
  }

  private byte[] present(ObjectName name) throws IOException {
    try {
      return rig.get(name);
    } catch (ObjectFailure e) {
      assertEquals(Reason.NO_SUCH_KEY, e.reason());
      return new byte[0];
    }
  }

  @Test
  void aBucketWhoseUploadsWereNotYetFreedIsFinishedAtTheNextStart() throws Exception {
    Upload upload =
        rig.room
            .uploads()
            .create(
                new CreateUpload(
                    Rig.request(NAME, new Always()),
                    ChecksumAlgorithm.CRC32,
                    Checksum.Type.COMPOSITE,
                    true));
    var _ =
        rig.room
            .uploads()
            .putPart(NAME, upload.id(), 1, Bytes.of(new byte[3000]).with(ChecksumAlgorithm.CRC32));
    rig.metadata.fail(FaultyMetadata.Fault.BEFORE, 1);
    rig.room.buckets().delete("b");
    assertEquals(1, rig.records('D').size());
    rig.restart();
    assertEquals(List.of(), rig.blobIds());
    for (char kind : "BOMIUPDRG".toCharArray()) {
      assertEquals(0, rig.records(kind).size(), "records of kind " + kind);
    }
  }

  @Test
  void everythingIsThereAfterARestart() throws Exception {
    byte[] small = Bytes.random(random, 10);
    byte[] large = Bytes.random(random, 10_000);
    var _ = rig.put(NAME, small);
    var _ = rig.put(new ObjectName("b", "large"), large);
    rig.restart();
    assertArrayEquals(small, rig.get(NAME));
    assertArrayEquals(large, rig.get(new ObjectName("b", "large")));
    assertEquals("ann", rig.room.buckets().find("b").owner());
  }

  @Test
  void aStoreWhoseKmsIsAwayIsNotToBeRestored() {
    rig.room.close();
    rig.kms.close();
    ObjectFailure failure =
        assertThrows(ObjectFailure.class, () -> ObjectRoom.open(rig.foundation(), Rig.SETTINGS));
    assertTrue(failure.getMessage().contains("it opens when the KMS answers"));
    assertFalse(failure.getMessage().contains("restore"), failure.getMessage());
  }

  @Test
  void aStoreWhoseKeyDoesNotOpenSaysSo() throws Exception {
    rig.room.close();
    rig.kms.administration().orElseThrow().disable(new KeyId("cofre"));
    ObjectFailure failure =
        assertThrows(ObjectFailure.class, () -> ObjectRoom.open(rig.foundation(), Rig.SETTINGS));
    assertEquals(Reason.NOT_OPENABLE, failure.reason());
    assertTrue(failure.getMessage().contains("'main'"), failure.getMessage());
    assertTrue(failure.getMessage().contains("'cofre'"), failure.getMessage());
    assertTrue(failure.getMessage().contains("restore its keys from a copy"), failure.getMessage());
    rig.kms.administration().orElseThrow().enable(new KeyId("cofre"));
    boolean _ =
        rig.metadata.write(tx -> {
          tx.delete(RecordKeys.storeKey());
          return true;
        });
    fails(Reason.NOT_OPENABLE, () -> ObjectRoom.open(rig.foundation(), Rig.SETTINGS));
    boolean _ =
        rig.metadata.write(tx -> {
          tx.put(RecordKeys.storeKey(), new byte[] {1, 2});
          return true;
        });
    fails(Reason.NOT_OPENABLE, () -> ObjectRoom.open(rig.foundation(), Rig.SETTINGS));
  }

  @Test
  void anotherProcessOfTheSameNameCannotLoseBlobsOfThisOne() throws Exception {
    ObjectRoom old = rig.room;
    var _ = rig.put(NAME, new byte[3000]);
    rig.crash();
    var put = Rig.request(NAME, new Always());
    assertThrows(RuntimeException.class, () -> old.objects().put(put, Bytes.of(new byte[3000])));
    assertEquals(3000, rig.get(NAME).length);
  }
}
