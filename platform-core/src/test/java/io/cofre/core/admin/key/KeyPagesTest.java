package io.cofre.core.admin.key;

import static io.cofre.core.admin.AdminFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyId;
import io.cofre.core.admin.AdminFixture;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryKms;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys, administered over HTTP.
class KeyPagesTest {
  private static final KeyId DEFAULT = new KeyId("default");
  private final MemoryKms kms = new MemoryKms("first");
  private final AtomicLong users = new AtomicLong();
  private final AdminFixture admin = new AdminFixture().keys(Map.of("main", kms), new Users(users));

  private record Users(AtomicLong number) implements KeyUsers {
    @Override
    public long count(String kms, KeyId key) {
      return number.get();
    }

    @Override
    public boolean isDefault(String kms, KeyId key) {
      return key.equals(DEFAULT);
    }
  }

  @AfterEach
  void close() {
    admin.close();
  }

  private static String error(MemoryExchange answer) {
    return answer.status() + " " + json(answer).path("error").textValue();
  }

  @Test
  void the_systems_are_listed_with_what_they_can_do() {
    JsonNode main = json(admin.call("GET", "/v1/kms")).path("kms").path(0);
    assertEquals("main", main.path("kms").textValue());
    assertEquals("up", main.path("health").path("status").textValue());
    assertTrue(main.path("binds-context").booleanValue());
    assertTrue(main.path("rewraps").booleanValue());
    assertEquals(
        "[\"cancel-deletion\",\"create\",\"delete\",\"disable\",\"rotate\"]",
        main.path("actions").toString());
    assertEquals(main, json(admin.call("GET", "/v1/kms/main")));
    MemoryExchange slip = admin.call("GET", "/v1/kms/mian");
    assertEquals("404 not-found", error(slip));
    assertTrue(json(slip).path("message").textValue().endsWith("did you mean 'main'?"));
  }

  @Test
  void a_key_lives_from_its_creation_to_its_deletion() {
    MemoryExchange made = admin.call("POST", "/v1/kms/main/keys", "{\"key\":\"a/b c\"}");
    assertEquals(201, made.status());
    assertEquals("a/b c", json(made).path("key").textValue());
    assertEquals(2, json(admin.call("GET", "/v1/kms/main/keys")).path("keys").size());
    String key = "/v1/kms/main/keys/a%2Fb%20c";
    String first = json(admin.call("GET", key)).path("version").textValue();
    String second = json(admin.call("POST", key + "/rotate")).path("version").textValue();
    assertFalse(second.equals(first));
    assertEquals("disabled", json(admin.call("POST", key + "/disable")).path("state").textValue());
    assertEquals("enabled", json(admin.call("POST", key + "/enable")).path("state").textValue());
    assertEquals("pending-deletion", json(admin.call("DELETE", key)).path("state").textValue());
    assertEquals(
        "enabled", json(admin.call("POST", key + "/cancel-deletion")).path("state").textValue());
  }

  @Test
  void a_key_in_use_goes_only_if_the_number_of_users_is_named() {
    users.set(17);
    String key = "/v1/kms/main/keys/first";
    MemoryExchange refused = admin.call("DELETE", key);
    assertEquals("409 key-in-use", error(refused));
    assertTrue(json(refused).path("message").textValue().startsWith("17 objects"));
    assertEquals("409 key-in-use", error(admin.call("DELETE", key + "?users=16")));
    assertEquals("400 invalid-request", error(admin.call("DELETE", key + "?users=all")));
    assertEquals("400 invalid-request", error(admin.call("DELETE", key + "?force=true")));
    assertEquals("enabled", json(admin.call("GET", key)).path("state").textValue());
    assertEquals(17, json(admin.call("GET", key + "?users")).path("users").intValue());
    assertEquals(200, admin.call("DELETE", key + "?users=17").status());
    assertEquals("pending-deletion", json(admin.call("GET", key)).path("state").textValue());
  }

  @Test
  void the_key_of_new_objects_stays() {
    var _ = kms.administration().orElseThrow().create(DEFAULT);
    users.set(1);
    for (String users : new String[] {"", "?users=1"}) {
      MemoryExchange refused = admin.call("DELETE", "/v1/kms/main/keys/default" + users);
      assertEquals("409 key-in-use", error(refused));
      assertTrue(json(refused).path("message").textValue().contains("encryption.key"));
    }
    assertEquals(
        "enabled", json(admin.call("GET", "/v1/kms/main/keys/default")).path("state").textValue());
  }

  @Test
  void failures_of_the_kms_have_their_own_words() {
    assertEquals("404 not-found", error(admin.call("GET", "/v1/kms/main/keys/none")));
    assertEquals("404 not-found", error(admin.call("DELETE", "/v1/kms/main/keys/none?users=3")));
    assertEquals(
        "409 key-exists", error(admin.call("POST", "/v1/kms/main/keys", "{\"key\":\"first\"}")));
    assertEquals(
        "400 invalid-request", error(admin.call("POST", "/v1/kms/main/keys", "{\"key\":\"\\n\"}")));
    assertEquals(
        "400 invalid-request",
        error(admin.call("POST", "/v1/kms/main/keys/first/rotate", "{\"key\":\"first\"}")));
    kms.administration().orElseThrow().delete(new KeyId("first"));
    kms.close();
    MemoryExchange closed = admin.call("GET", "/v1/kms/main/keys/first");
    assertEquals("503 unavailable", error(closed));
    assertEquals("5", closed.header("Retry-After").get());
  }
}
