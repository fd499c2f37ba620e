package io.cofre.core.object;

import static io.cofre.core.object.Rig.fails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A store of which one half is gone, as when a disk is not mounted, is not taken for a new one.
class StoreHalvesTest {
  private static final ObjectName NAME = new ObjectName("photos", "large");

  private static byte[] large() {
    byte[] content = new byte[20_000];
    new Random(8).nextBytes(content);
    return content;
  }

  private static Rig filled() throws Exception {
    Rig rig = new Rig();
    var _ = rig.room.buckets().create("photos", "ann");
    var _ = rig.put(NAME, large());
    return rig;
  }

  private static Foundation with(
      Rig rig, io.cofre.api.storage.MetadataStore metadata, io.cofre.api.storage.BlobStore blobs) {
    Foundation base = rig.foundation();
    ObjectKeys keys = base.keys();
    return new Foundation(metadata, blobs, keys, base.bodies(), base.ciphers(), base.clock());
  }

  @Test
  void without_its_metadata_it_is_refused_and_no_body_is_touched() throws Exception {
    try (Rig rig = filled()) {
      var before = rig.blobIds();
      assertEquals(1, before.size());
      Foundation half = with(rig, MemoryMetadataStore.repeatingWork(), rig.blobs);
      fails(Reason.NOT_OPENABLE, () -> ObjectRoom.open(half, Rig.SETTINGS));
      assertEquals(before, rig.blobIds());
      rig.restart();
      assertArrayEquals(large(), rig.get(NAME));
    }
  }

  @Test
  void without_its_bodies_it_is_refused() throws Exception {
    try (Rig rig = filled()) {
      Foundation half = with(rig, rig.metadata, new MemoryBlobStore());
      fails(Reason.NOT_OPENABLE, () -> ObjectRoom.open(half, Rig.SETTINGS));
      rig.restart();
      assertArrayEquals(large(), rig.get(NAME));
    }
  }

  @Test
  void that_holds_small_bodies_alone_needs_no_blobs() throws Exception {
    try (Rig rig = new Rig()) {
      var _ = rig.room.buckets().create("photos", "ann");
      var _ = rig.put(NAME, new byte[] {1, 2, 3});
      Foundation other = with(rig, rig.metadata, new MemoryBlobStore());
      try (ObjectRoom room = ObjectRoom.open(other, Rig.SETTINGS)) {
        assertEquals(3, room.objects().head(NAME).size());
      }
    }
  }
}
