package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyId;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.record.RecordKeys;
import org.junit.jupiter.api.Test;

/// Who needs a key.
class KeyUseTest {
  private static final KeyId KEY = new KeyId("cofre");

  @Test
  void objects_and_the_store_itself_are_counted() throws Exception {
    try (Rig rig = new Rig()) {
      assertEquals(1, rig.room.keyUse().count("main", KEY));
      var _ = rig.room.buckets().create("bucket", "ann");
      for (int i = 0; i < 5; i++) {
        var _ = rig.put(new ObjectName("bucket", "object-" + i), new byte[i * 1000]);
      }
      assertEquals(6, rig.room.keyUse().count("main", KEY));
      assertEquals(0, rig.room.keyUse().count("main", new KeyId("other")));
      assertEquals(0, rig.room.keyUse().count("other", KEY));
    }
  }

  @Test
  void uploads_under_way_are_counted() throws Exception {
    try (Rig rig = new Rig()) {
      var _ = rig.room.buckets().create("bucket", "ann");
      var _ =
          rig.room
              .uploads()
              .create(
                  new CreateUpload(
                      Rig.request(new ObjectName("bucket", "later"), new WriteCondition.Always()),
                      ChecksumAlgorithm.CRC64NVME,
                      Checksum.Type.FULL_OBJECT,
                      false));
      assertEquals(2, rig.room.keyUse().count("main", KEY));
    }
  }

  @Test
  void whoever_names_it_otherwise_is_counted_too() throws Exception {
    try (Rig rig = new Rig()) {
      rig.kms.alias("front", "cofre");
      assertEquals(1, rig.room.keyUse().count("main", new KeyId("front")));
    }
  }

  @Test
  void the_key_of_new_objects_is_told_by_any_of_its_names() throws Exception {
    try (Rig rig = new Rig()) {
      rig.kms.alias("front", "cofre");
      KeyUse use = rig.room.keyUse();
      assertTrue(use.isDefault("main", KEY));
      assertTrue(use.isDefault("main", new KeyId("front")));
      assertFalse(use.isDefault("main", new KeyId("other")));
      assertFalse(use.isDefault("second", KEY));
    }
  }

  @Test
  void a_damaged_record_counts_as_nobody_can_tell() throws Exception {
    try (Rig rig = new Rig()) {
      boolean _ =
          rig.metadata.write(tx -> {
            tx.put(RecordKeys.object("bucket", "broken"), new byte[] {1, 2, 3});
            return true;
          });
      assertEquals(1, rig.room.keyUse().count("other", KEY));
    }
  }
}
