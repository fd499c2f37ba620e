package io.cofre.core.reseal;

import static io.cofre.core.reseal.RewrapOutcome.ALREADY_CURRENT;
import static io.cofre.core.reseal.RewrapOutcome.CHANGED_MEANWHILE;
import static io.cofre.core.reseal.RewrapOutcome.CUSTOMER_KEY;
import static io.cofre.core.reseal.RewrapOutcome.DAMAGED;
import static io.cofre.core.reseal.RewrapOutcome.FILTERED_OUT;
import static io.cofre.core.reseal.RewrapOutcome.REWRAPPED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// After a rewrap nothing needs the old key: no object, no upload under way, and not the store.
class RewrapAllTest extends ResealFixture {
  private static final ObjectName FIRST = new ObjectName("b", "upload 1");
  private static final ObjectName SECOND = new ObjectName("c", "upload 2");

  private void disable(String key) {
    kms.administration().orElseThrow().disable(new KeyId(key));
  }

  private static EncryptionChoice under(String key) {
    return new EncryptionChoice.ByKms(false, key, new TreeMap<>(), EncryptionChoice.Wish.NO);
  }

  private byte[] both() {
    byte[] both = Arrays.copyOf(large, large.length + small.length);
    System.arraycopy(small, 0, both, large.length, small.length);
    return both;
  }

  @Test
  void a_store_opens_without_the_key_it_was_made_under() throws Exception {
    assertEquals(Map.of(REWRAPPED, 4, ALREADY_CURRENT, 1), rewrap("{'to-key':'other'}").all());
    assertEquals(0, room.keyUse().count("main", new KeyId("cofre")));
    disable("cofre");
    room.close();
    room = open();
    assertContents();
  }

  @Test
  void no_key_leaves_a_kms_that_rewraps_itself() throws Exception {
    int unwraps = main.unwraps();
    assertEquals(Map.of(REWRAPPED, 4, ALREADY_CURRENT, 1), rewrap("{'to-key':'other'}").all());
    assertEquals(4, main.rewraps());
    assertEquals(unwraps, main.unwraps());
  }

  @Test
  void the_stores_key_goes_to_another_kms() throws Exception {
    assertEquals(Map.of(REWRAPPED, 5), rewrap("{'to-kms':'second','to-key':'other'}").all());
    main.fail(KmsException.Reason.UNAVAILABLE);
    room.close();
    room = open();
    assertContents();
  }

  @Test
  void the_stores_key_stays_where_the_rewrap_is_of_less() throws Exception {
    assertEquals(
        Map.of(REWRAPPED, 3, ALREADY_CURRENT, 1), rewrap("{'bucket':'b','to-key':'other'}").all());
    assertEquals(
        Map.of(FILTERED_OUT, 4), rewrap("{'kms':'second','to-kms':'main','to-key':'other'}").all());
    assertEquals(1, room.keyUse().count("main", new KeyId("cofre")));
    disable("cofre");
    ObjectFailure e = assertThrows(ObjectFailure.class, this::open);
    assertEquals(ObjectFailure.Reason.NOT_OPENABLE, e.reason());
  }

  @Test
  void a_damaged_store_key_is_counted_and_the_others_go_on() throws Exception {
    damage(RecordKeys.storeKey());
    var steps = rewrap("{'to-key':'other'}");
    assertEquals(Map.of(REWRAPPED, 3, ALREADY_CURRENT, 1, DAMAGED, 1), steps.all());
    assertEquals("the store's own key", steps.troubles.getFirst().name());
  }

  @Test
  void uploads_go_on_under_the_new_key() throws Exception {
    var _ = room.buckets().create("c", "ann");
    Upload first = begin(FIRST, new EncryptionChoice.ByBucket());
    Upload second = begin(SECOND, under("cofre"));
    var one = part(first, 1, large);
    assertEquals(Map.of(REWRAPPED, 6, ALREADY_CURRENT, 1), rewrap("{'to-key':'other'}").all());
    assertEquals(0, room.keyUse().count("main", new KeyId("cofre")));
    disable("cofre");

    complete(first, List.of(one, part(first, 2, small)));
    complete(second, List.of(part(second, 1, small)));
    assertArrayEquals(both(), get(FIRST));
    assertArrayEquals(small, get(SECOND));
    assertEquals(
        new Protection.Kms("other", false, false), room.objects().head(SECOND).protection());
  }

  @Test
  void uploads_are_chosen_like_objects() throws Exception {
    var _ = room.buckets().create("c", "ann");
    Upload first = begin(FIRST, under("other"));
    Upload second = begin(SECOND, under("cofre"));
    Upload _ = begin(new ObjectName("b", "elsewhere"), under("cofre"));
    String to = "'to-kms':'second','to-key':'other'}";
    assertEquals(Map.of(REWRAPPED, 1), rewrap("{'bucket':'b','prefix':'upl'," + to).all());
    assertEquals(Map.of(FILTERED_OUT, 1), rewrap("{'bucket':'c','key':'other'," + to).all());
    assertEquals(Map.of(REWRAPPED, 1), rewrap("{'bucket':'c','key':'cofre'," + to).all());
    disable("cofre");
    main.fail(KmsException.Reason.UNAVAILABLE);
    complete(first, List.of(part(first, 1, small)));
    complete(second, List.of(part(second, 1, small)));
  }

  @Test
  void an_upload_that_becomes_an_object_meanwhile_is_met_as_one() throws Exception {
    Upload upload = begin(FIRST, new EncryptionChoice.ByBucket());
    var one = part(upload, 1, small);
    main.hold();
    var run =
        new FutureTask<>(() -> rewrap("{'bucket':'b','prefix':'upl','to-key':'other'}").all());
    Thread.ofVirtual().start(run);
    while (main.rewraps() == 0 && !run.isDone()) {
      Thread.sleep(1);
    }
    complete(upload, List.of(one)); // needs no KMS
    main.release();
    assertEquals(Map.of(CHANGED_MEANWHILE, 1, REWRAPPED, 1), run.get(10, TimeUnit.SECONDS));
    disable("cofre");
    assertArrayEquals(small, get(FIRST));
  }

  @Test
  void an_upload_of_a_clients_key_is_counted() throws Exception {
    room.buckets()
        .encrypt("b", new BucketEncryption(BucketEncryption.Algorithm.SERVICE, "", false, false));
    try (DataKey key = DataKey.random()) {
      Upload _ = begin(FIRST, new EncryptionChoice.ByCustomer(key));
    }
    assertEquals(1, rewrap("{}").all().get(CUSTOMER_KEY));
  }

  @Test
  void a_damaged_upload_is_counted_and_the_others_go_on() throws Exception {
    Upload upload = begin(FIRST, new EncryptionChoice.ByBucket());
    damage(RecordKeys.upload("b", FIRST.key(), upload.id()));
    var steps = rewrap("{'to-key':'other'}");
    assertEquals(Map.of(REWRAPPED, 4, ALREADY_CURRENT, 1, DAMAGED, 1), steps.all());
    assertEquals("b/upload 1 (upload " + upload.id() + ")", steps.troubles.getFirst().name());
  }

  private void damage(byte[] key) throws IOException {
    boolean _ =
        metadata.write(change -> {
          byte[] value = change.get(key).orElseThrow();
          value[value.length - 1] ^= 1;
          change.put(key, Arrays.copyOf(value, value.length - 1));
          return true;
        });
  }
}
