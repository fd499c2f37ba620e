package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.vault.client.testing.VaultDouble;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Calls, listings, and what a probe asks.
class VaultClientTest extends Opened {

  private String down(VaultClient client) {
    return assertInstanceOf(Health.Down.class, client.probe(() -> {})).reason();
  }

  @Test
  void data_is_read_posted_and_deleted() {
    replies.put("GET engine/a", VaultDouble.data("{\"field\":\"value\"}"));
    replies.put("GET engine/a?version=3", VaultDouble.data("{\"field\":\"third\"}"));
    replies.put("POST engine/a", VaultDouble.data("{\"field\":\"written\"}"));
    replies.put("DELETE engine/a", Reply.empty(204));
    VaultClient client = byToken();
    assertEquals("value", client.read("engine/a").path("field").asText());
    assertEquals(
        "third", client.find("engine/a", "?version=3").orElseThrow().path("field").asText());
    var written = client.post("engine/a", RestApi.document().put("key", "sent"));
    assertEquals("written", written.json().path("data").path("field").asText());
    assertEquals("{\"key\":\"sent\"}", asked.getLast().text());
    client.delete("engine/a");
    assertEquals("DELETE", asked.getLast().method());
  }

  @Test
  void what_was_removed_may_leave_data() {
    replies.put("GET engine/a", Reply.json(404, "{\"data\":{\"deleted\":true},\"warnings\":null}"));
    assertEquals("true", byToken().read("engine/a").path("deleted").asText());
  }

  @Test
  void what_is_not_there_is_nothing_or_no_key() {
    VaultClient client = byToken();
    use(client);
    fails(
        Reason.KEY_NOT_FOUND,
        "has no key at engine/nothing (404)",
        () -> client.read("engine/nothing"));
  }

  @Test
  void an_answer_of_something_else_is_told() {
    VaultClient client = byToken();
    replies.put("GET engine/a", Reply.json(200, "{\"data\":null}"));
    String words = "gave an answer nobody foresaw at engine/a: it has no data";
    fails(Reason.UNEXPECTED, words, () -> client.find("engine/a"));
    replies.put("GET engine/a", Reply.text(200, "<html>"));
    var failure = assertThrows(KmsException.class, () -> client.find("engine/a"));
    assertEquals(Reason.UNEXPECTED, failure.reason());
    assertTrue(failure.getMessage().endsWith("it is no JSON"), failure.getMessage());
    fails(
        Reason.UNEXPECTED,
        "gave an answer nobody foresaw at engine/a: it has no field",
        () -> client.required(RestApi.document(), "field", "engine/a"));
  }

  @Test
  void names_are_listed_without_folders() {
    replies.put("GET engine/a?list=true", VaultDouble.data("{\"keys\":[\"c\",\"b/\",\"a\"]}"));
    VaultClient client = byToken();
    assertEquals(List.of("c", "a"), client.names("engine/a").toList());
    assertEquals(List.of(), client.names("engine/empty").toList());
  }

  @Test
  void another_engine_than_the_one_that_is_meant_is_refused() {
    String at = "GET sys/internal/ui/mounts/";
    replies.put(
        at + "secret", VaultDouble.data("{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}"));
    replies.put(at + "transit", VaultDouble.data("{\"type\":\"transit\",\"options\":{}}"));
    replies.put(at + "kv1", VaultDouble.data("{\"type\":\"kv\",\"options\":null}"));
    VaultClient client = byToken();
    client.requireEngine("KV", 2, "secret");
    client.requireEngine("KV", 1, "kv1");
    fails(
        Reason.UNEXPECTED,
        "has no KV engine of version 1 at secret/, but one of type kv and version 2: set engine or"
            + " mount",
        () -> client.requireEngine("KV", 1, "secret"));
    for (String other : List.of("none", "transit")) {
      assertThrows(KmsException.class, () -> client.requireEngine("KV", 1, other), other);
    }
  }

  @Test
  void a_key_whose_name_would_lead_elsewhere_is_not_found() {
    VaultClient client = byToken();
    for (String name : List.of("a", "a.b-c_d", "0")) {
      assertEquals(name, client.named(new KeyId(name)).value());
    }
    for (String name : List.of("../a", "a/b", ".a", "a?b", "a%2fb")) {
      fails(
          Reason.KEY_NOT_FOUND,
          "has no key %s: keys are named with letters, digits, _, and - or . inside"
              .formatted(name),
          () -> client.named(new KeyId(name)));
    }
  }

  @Test
  void a_vault_that_serves_is_up() {
    VaultClient client = byToken();
    client.need("engine", Map.of("engine/a", "update"));
    assertInstanceOf(Health.Up.class, client.probe(() -> {}));
  }

  @Test
  void a_vault_that_is_sealed_is_down() {
    vault.sealed = true;
    assertEquals("Vault at %s is sealed: unseal it".formatted(vault.uri()), down(byToken()));
  }

  @Test
  void what_was_needed_last_must_be_allowed() {
    VaultClient client = byToken();
    vault.tokens.put(VaultDouble.ROOT, Set.of("engine/a", "other/"));
    client.need("engine", Map.of("engine/a", "update"));
    assertEquals(
        "Vault at %s: the policy lacks update on engine/a".formatted(vault.uri()), down(client));
    client.need("engine", Map.of("engine/b", "update"));
    assertInstanceOf(Health.Up.class, client.probe(() -> {}));
    client.need("other", Map.of("other/a", "read"));
    assertEquals(
        "Vault at %s: the policy lacks read on other/a".formatted(vault.uri()), down(client));
  }

  @Test
  void what_else_is_asked_for_counts() {
    VaultClient client = byToken();
    KmsException wrong = client.failure(Reason.UNEXPECTED, "has %s at %d", "something", 1);
    Health health =
        client.probe(() -> {
          throw wrong;
        });
    assertEquals(
        "Vault at %s has something at 1".formatted(vault.uri()),
        assertInstanceOf(Health.Down.class, health).reason());
  }

  @Test
  void after_its_end_it_serves_nobody() {
    VaultClient client = byToken();
    client.close();
    assertInstanceOf(Health.Down.class, client.probe(() -> {}));
    assertEquals("Vault at " + vault.uri(), client.toString());
  }
}
