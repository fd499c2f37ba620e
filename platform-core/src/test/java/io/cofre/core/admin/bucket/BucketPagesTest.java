package io.cofre.core.admin.bucket;

import static io.cofre.core.admin.AdminFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.admin.AdminFixture;
import io.cofre.tck.fake.MemoryExchange;
import org.junit.jupiter.api.Test;

/// How buckets are sealed, over HTTP.
class BucketPagesTest {
  private final AdminFixture admin =
      new AdminFixture().pages(new BucketPages(new KeptSealing()).routes());

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
