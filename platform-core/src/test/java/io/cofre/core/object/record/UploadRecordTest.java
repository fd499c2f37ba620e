package io.cofre.core.object.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.Wrapping;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UploadRecordTest {
  private static Sealing under(String key) {
    byte[] wrapped = {1};
    return new Sealing(
        Mode.KMS,
        new Layout(1, "AES-256-GCM", 4096),
        new Wrapping.ByKms(new Envelope("main", new WrappedKey(new KeyId(key), "", wrapped))));
  }

  @Test
  void sealed_otherwise_it_shows_the_other_key_and_all_else() {
    Upload upload =
        new Upload(
            new ObjectName("b", "k"),
            "id",
            Instant.EPOCH,
            ChecksumAlgorithm.CRC32,
            Checksum.Type.COMPOSITE,
            true,
            "ann",
            under("old").protection());
    UploadRecord record =
        new UploadRecord(
            upload, "00".repeat(16), under("old"), Attributes.NONE, Tags.NONE, new TreeMap<>());
    UploadRecord other = record.with(under("new"));
    assertEquals(new Protection.Kms("new", false, false), other.upload().protection());
    assertEquals(upload, other.with(under("old")).upload());
  }
}
