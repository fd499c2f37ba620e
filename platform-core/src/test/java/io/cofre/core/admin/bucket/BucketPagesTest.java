package io.cofre.core.admin.bucket;

import static io.cofre.core.admin.AdminFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.admin.AdminFixture;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.tck.fake.MemoryExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// How buckets are sealed, over HTTP.
class BucketPagesTest {
  private static final BucketSealing.Choice NOTHING =
      new BucketSealing.Choice(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

  /// Keeps the choices of the bucket `photos`.
  private static final class Kept implements BucketSealing {
    private final Map<String, Choice> choices = new HashMap<>(Map.of("photos", NOTHING));

    @Override
    public Choice find(String bucket) {
      Choice choice = choices.get(bucket);
      if (choice == null) {
        throw new AdminFailure(AdminError.NOT_FOUND, "there is no such bucket");
      }
      return choice;
    }

    @Override
    public Choice effective(String bucket) {
      Choice chosen = find(bucket);
      return new Choice(
          Optional.of(chosen.kms().orElse("main")),
          Optional.of(chosen.key().orElse("cofre")),
          Optional.of(chosen.cipher().orElse("AES-256-GCM")),
          OptionalInt.of(chosen.segmentSize().orElse(65536)));
    }

    @Override
    public void put(String bucket, Choice choice) {
      var _ = find(bucket);
      choices.put(bucket, choice);
    }
  }

  private final AdminFixture admin = new AdminFixture().pages(new BucketPages(new Kept()).routes());

  @Test
  void the_choice_is_shown_with_what_is_in_effect() {
    String page = "/v1/buckets/photos/encryption";
    assertEquals(
        "{\"bucket\":\"photos\",\"chosen\":{},\"effective\":{\"kms\":\"main\",\"key\":\"cofre\","
            + "\"cipher\":\"AES-256-GCM\",\"segment-size\":65536}}\n",
        admin.call("GET", page).text());
    MemoryExchange changed =
        admin.call("PUT", page, "{\"key\":\"photos\",\"segment-size\":1048576}");
    assertEquals(200, changed.status());
    assertEquals(
        "{\"key\":\"photos\",\"segment-size\":1048576}", json(changed).path("chosen").toString());
    assertEquals("photos", json(changed).path("effective").path("key").textValue());
    assertEquals("{}", json(admin.call("PUT", page, "{}")).path("chosen").toString());
  }

  @Test
  void what_is_wrong_changes_nothing() {
    String page = "/v1/buckets/photos/encryption";
    assertEquals(400, admin.call("PUT", page, "{\"cypher\":\"x\"}").status());
    assertEquals(400, admin.call("PUT", page, "{\"cipher\":\"\"}").status());
    assertEquals(400, admin.call("PUT", page, "{\"segment-size\":4095}").status());
    assertEquals(404, admin.call("PUT", "/v1/buckets/none/encryption", "{}").status());
    assertEquals("{}", json(admin.call("GET", page)).path("chosen").toString());
  }
}
