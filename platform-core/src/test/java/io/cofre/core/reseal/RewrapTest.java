package io.cofre.core.reseal;

import static io.cofre.core.reseal.RewrapOutcome.ALREADY_CURRENT;
import static io.cofre.core.reseal.RewrapOutcome.CHANGED_MEANWHILE;
import static io.cofre.core.reseal.RewrapOutcome.CUSTOMER_KEY;
import static io.cofre.core.reseal.RewrapOutcome.DAMAGED;
import static io.cofre.core.reseal.RewrapOutcome.FAILED;
import static io.cofre.core.reseal.RewrapOutcome.FILTERED_OUT;
import static io.cofre.core.reseal.RewrapOutcome.REWRAPPED;
import static io.cofre.core.reseal.RewrapOutcome.WOULD_REWRAP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.core.json.WrongField;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Keys are wrapped again, and nothing else changes.
class RewrapTest extends ResealFixture {
  private void rotate(String key) {
    var _ = kms.administration().orElseThrow().rotate(new KeyId(key));
  }

  @Test
  void after_a_rotation_nothing_needs_the_old_version() throws Exception {
    rotate("cofre");
    rotate("other");
    var seen = seen();
    var blobs = blobIds();
    assertEquals("1", version(PARTS));
    assertEquals(Map.of(REWRAPPED, 5), rewrap("{}").all(), "four objects and the store's key");
    for (ObjectName name : ALL) {
      assertEquals("2", version(name), name.key());
    }
    assertEquals(seen, seen());
    assertEquals(blobs, blobIds());
    assertContents();
    assertEquals(Map.of(ALREADY_CURRENT, 5), rewrap("{}").all());
  }

  @Test
  void keys_go_under_another_key_and_instance() throws Exception {
    assertEquals(
        Map.of(REWRAPPED, 4, FILTERED_OUT, 1),
        rewrap("{'key':'cofre','to-kms':'second','to-key':'other'}").all());
    assertTrue(
        room.reseals().isUnder(found(BLOB).sealing().wrapping(), "second", new KeyId("other")));
    assertTrue(
        room.reseals().isUnder(found(OTHER).sealing().wrapping(), "main", new KeyId("other")));
    assertContents();
  }

  @Test
  void each_filter_excludes_something() throws Exception {
    rotate("cofre");
    rotate("other");
    String dry = "'dry-run':true}";
    assertEquals(Map.of(WOULD_REWRAP, 5), rewrap("{" + dry).all());
    assertEquals(Map.of(WOULD_REWRAP, 1, FILTERED_OUT, 3), rewrap("{'key':'other'," + dry).all());
    assertEquals(Map.of(FILTERED_OUT, 4), rewrap("{'kms':'second'," + dry).all());
    assertEquals(Map.of(WOULD_REWRAP, 1), rewrap("{'bucket':'b','prefix':'p'," + dry).all());
    assertEquals("1", version(INLINE), "a dry run changes nothing");
  }

  @Test
  void a_key_is_meant_by_any_of_its_names() throws Exception {
    kms.alias("front", "cofre");
    rotate("cofre");
    assertEquals(
        Map.of(WOULD_REWRAP, 4, FILTERED_OUT, 1), rewrap("{'key':'front','dry-run':true}").all());
    assertEquals(Map.of(REWRAPPED, 4, FILTERED_OUT, 1), rewrap("{'key':'front'}").all());
    assertEquals("2", version(PARTS));
    String again = "{'key':'cofre','to-key':'front'";
    assertEquals(
        Map.of(ALREADY_CURRENT, 4, FILTERED_OUT, 1), rewrap(again + ",'dry-run':true}").all());
    assertEquals(Map.of(ALREADY_CURRENT, 4, FILTERED_OUT, 1), rewrap(again + "}").all());
  }

  @Test
  void the_total_is_that_of_the_scope() throws Exception {
    Rewrap kind = new Rewrap(room, services());
    assertEquals(OptionalLong.of(1), kind.prepare(json("{'bucket':'b','prefix':'in'}")).total());
    assertEquals(OptionalLong.of(5), kind.prepare(json("{}")).total());
    assertEquals(OptionalLong.of(4), kind.prepare(json("{'key':'other'}")).total());
  }

  @Test
  void an_object_of_a_clients_key_is_counted() throws Exception {
    room.buckets()
        .encrypt("b", new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, false));
    try (DataKey key = DataKey.random()) {
      put(INLINE, small, new EncryptionChoice.ByCustomer(key));
    }
    assertEquals(1, rewrap("{}").all().get(CUSTOMER_KEY));
  }

  @Test
  void a_clients_write_meanwhile_wins() throws Exception {
    rotate("cofre");
    room.buckets()
        .encrypt("b", new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, false));
    main.hold();
    var run = new FutureTask<>(() -> rewrap("{'bucket':'b','prefix':'in'}").all());
    Thread.ofVirtual().start(run);
    while (main.rewraps() == 0 && !run.isDone()) {
      Thread.sleep(1);
    }
    try (DataKey key = DataKey.random()) { // of the client: it needs no KMS, which is held
      put(INLINE, large, new EncryptionChoice.ByCustomer(key));
    }
    main.release();
    assertEquals(Map.of(CHANGED_MEANWHILE, 1), run.get(10, TimeUnit.SECONDS));
    assertEquals(Mode.CUSTOMER, found(INLINE).sealing().mode());
    assertEquals(large.length, found(INLINE).size());
  }

  @Test
  void a_key_that_is_switched_off_fails_its_objects_alone() throws Exception {
    rotate("cofre");
    rotate("other");
    kms.administration().orElseThrow().disable(new KeyId("other"));
    var steps = rewrap("{}");
    assertEquals(Map.of(REWRAPPED, 4, FAILED, 1), steps.all());
    assertEquals("b/under other", steps.troubles.getFirst().name());
    assertTrue(steps.troubles.getFirst().reason().startsWith("the KMS says key-disabled"));
  }

  @Test
  void a_kms_that_is_away_stops_the_step() {
    Rewrap kind = new Rewrap(room, services());
    var steps = new Steps<>(kind.outcomes(), kind.prepare(json("{}")), _ -> {});
    kms.close();
    assertThrows(IOException.class, steps::step);
    assertEquals("", steps.cursor);
  }

  @Test
  void a_damaged_record_is_counted_and_the_others_go_on() throws Exception {
    rotate("cofre");
    byte[] key = RecordKeys.object("b", BLOB.key());
    boolean _ =
        metadata.write(change -> {
          byte[] value = change.get(key).orElseThrow();
          value[value.length - 1] ^= 1;
          change.put(key, value);
          return true;
        });
    var steps = rewrap("{'key':'cofre'}");
    assertEquals(Map.of(REWRAPPED, 3, DAMAGED, 1, FILTERED_OUT, 1), steps.all());
    assertEquals("b/large", steps.troubles.getFirst().name());
  }

  @Test
  void what_is_misspelt_is_refused_with_a_suggestion() {
    refused("{'buckt':'b'}", "did you mean 'bucket'?");
    refused("{'to-kms':'mian','to-key':'x'}", "did you mean 'main'?");
    refused("{'to-kms':'main'}", "'to-key' is missing");
    refused("{'prefix':'x'}", "'bucket' is missing");
    refused("{'bucket':'none'}", "no such bucket");
  }

  private void refused(String description, String part) {
    WrongField e = assertThrows(WrongField.class, () -> rewrap(description));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
