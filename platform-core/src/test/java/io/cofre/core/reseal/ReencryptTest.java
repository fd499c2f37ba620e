package io.cofre.core.reseal;

import static io.cofre.core.reseal.ReencryptOutcome.ALREADY_AS_WANTED;
import static io.cofre.core.reseal.ReencryptOutcome.CHANGED_MEANWHILE;
import static io.cofre.core.reseal.ReencryptOutcome.DAMAGED;
import static io.cofre.core.reseal.ReencryptOutcome.FILTERED_OUT;
import static io.cofre.core.reseal.ReencryptOutcome.REENCRYPTED;
import static io.cofre.core.reseal.ReencryptOutcome.WOULD_REENCRYPT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.core.json.WrongField;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies are sealed anew, and look the same to clients.
class ReencryptTest extends ResealFixture {

  @ParameterizedTest
  @CsvSource({
    "sse-s3,AES-256-GCM,SERVICE",
    "sse-s3,OTHER,SERVICE",
    "sse-kms,OTHER,KMS",
    "dsse-kms,OTHER,DUAL_KMS"
  })
  void another_mode_and_cipher_keep_what_clients_see(String mode, String cipher, Mode expected)
      throws Exception {
    var seen = seen();
    int blobs = blobIds().size();
    String wanted = "{'bucket':'b','mode':'%s','cipher':'%s','force':true}".formatted(mode, cipher);
    assertEquals(Map.of(REENCRYPTED, 4), reencrypt(wanted).all());
    for (var name : ALL) {
      assertEquals(expected, found(name).sealing().mode());
      assertEquals(cipher, found(name).sealing().layout().cipher());
    }
    assertEquals(seen, seen());
    assertContents();
    assertEquals(blobs, blobIds().size(), "no old blob is left");
  }

  @Test
  void what_is_sealed_so_already_is_left_alone() throws Exception {
    assertEquals(Map.of(ALREADY_AS_WANTED, 4), reencrypt("{}").all());
    String version = found(BLOB).version();
    assertEquals(Map.of(REENCRYPTED, 4), reencrypt("{'force':true}").all());
    assertTrue(!version.equals(found(BLOB).version()));
  }

  @Test
  void a_key_is_meant_by_any_of_its_names() throws Exception {
    kms.alias("front", "other");
    String wanted = "{'mode':'sse-kms','key':'front'}";
    assertEquals(Map.of(REENCRYPTED, 3, ALREADY_AS_WANTED, 1), reencrypt(wanted).all());
    assertEquals(Map.of(ALREADY_AS_WANTED, 4), reencrypt(wanted).all());
    assertEquals(
        Map.of(WOULD_REENCRYPT, 4),
        reencrypt("{'from-key':'front','force':true,'dry-run':true}").all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sse-kms", "dsse-kms"})
  void the_encryption_context_of_a_client_goes_along(String mode) throws Exception {
    var team = new TreeMap<>(Map.of("team", "blue"));
    put(OTHER, small, new EncryptionChoice.ByKms(false, "other", team, Wish.NO));
    String wanted = "{'mode':'%s','key':'other','force':true}".formatted(mode);
    assertEquals(Map.of(REENCRYPTED, 4), reencrypt(wanted).all());
    assertContents();
    var object = found(OTHER);
    KeyContext context =
        KeyContext.of(
            Map.of(
                "cofre:bucket", OTHER.bucket(),
                "cofre:key", OTHER.key(),
                "cofre:version", object.version(),
                "aws:s3:arn", "arn:aws:s3:::b/" + OTHER.key(),
                "team", "blue"));
    kms.unwrap(object.sealing().envelope().orElseThrow().key(), context).close();
  }

  @Test
  void a_dry_run_changes_nothing() throws Exception {
    var blobs = blobIds();
    String version = found(INLINE).version();
    assertEquals(Map.of(WOULD_REENCRYPT, 4), reencrypt("{'cipher':'OTHER','dry-run':true}").all());
    assertEquals(blobs, blobIds());
    assertEquals(version, found(INLINE).version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'from-mode':['sse-kms']|1",
        "'from-mode':['sse-kms','sse-s3']|4",
        "'from-cipher':'OTHER'|0",
        "'from-kms':'second'|0",
        "'from-key':'cofre'|3",
        "'modified-before':'2000-01-01T00:00:00Z'|0",
        "'modified-after':'2000-01-01T00:00:00Z'|4",
        "'modified-after':'2999-01-01T00:00:00Z'|0",
        "'min-size':501|2",
        "'max-size':500|2",
      },
      quoteCharacter = '"')
  void each_filter_excludes_something(String filter, int taken) throws Exception {
    var counts = reencrypt("{'cipher':'OTHER','dry-run':true," + filter + "}").all();
    assertEquals(taken, counts.getOrDefault(WOULD_REENCRYPT, 0));
    assertEquals(4 - taken, counts.getOrDefault(FILTERED_OUT, 0));
  }

  @Test
  void a_clients_write_in_between_wins() throws Exception {
    byte[] newer = bytes(7000);
    int blobs = blobIds().size();
    AtomicLong passed = new AtomicLong();
    Reencrypt kind = new Reencrypt(room, services());
    var work = kind.prepare(json("{'bucket':'b','prefix':'large','cipher':'OTHER'}"));
    var steps =
        new Steps<>(
            kind.outcomes(),
            work,
            bytes -> {
              if (passed.getAndAdd(bytes) == 0) {
                overwrite(newer);
              }
            });
    assertEquals(Map.of(CHANGED_MEANWHILE, 1), steps.all());
    assertArrayEquals(newer, get(BLOB));
    assertEquals("AES-256-GCM", found(BLOB).sealing().layout().cipher());
    assertEquals(9000, passed.get(), "every byte passes the gate");
    room.settle();
    assertEquals(blobs, blobIds().size(), "what was sealed in vain is removed");
  }

  private void overwrite(byte[] content) {
    try {
      put(BLOB, content, new EncryptionChoice.ByBucket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_damaged_body_is_counted_and_the_others_go_on() throws Exception {
    var at = (Placement.InBlob) found(BLOB).placement();
    blobs.delete(at.id());
    long _ = blobs.write(at.id(), sink -> sink.write(ByteBuffer.wrap(bytes(9100))));
    var steps = reencrypt("{'cipher':'OTHER'}");
    assertEquals(Map.of(REENCRYPTED, 3, DAMAGED, 1), steps.all());
    assertEquals("b/large", steps.troubles.getFirst().name());
    assertEquals("AES-256-GCM", found(BLOB).sealing().layout().cipher());
  }

  @Test
  void what_is_misspelt_is_refused_with_a_suggestion() {
    refused("{'max-siz':1}", "did you mean 'max-size'?");
    refused("{'cipher':'OTHR'}", "did you mean 'OTHER'?");
    refused("{'mode':'sse-c'}", "one of: sse-s3");
    refused("{'from-mode':'sse-s3'}", "expected a list");
    refused("{'from-mode':['sse-c']}", "expected a list");
    refused("{'modified-after':'today'}", "expected a date");
    refused("{'key':'other'}", "'key' is for 'mode' sse-kms");
    refused("{'mode':'sse-s3','bucket-key':true}", "'bucket-key' is for 'mode' sse-kms");
  }

  private void refused(String description, String part) {
    WrongField e = assertThrows(WrongField.class, () -> reencrypt(description));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
