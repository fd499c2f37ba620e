package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.Secret;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.tck.fake.MemoryKms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is alike in every KMS over REST, with a plugin that wraps nothing.
class RestKmsTest {
  private static final KeyId KEY = new KeyId("photos");
  private final KeyAdministration keys = new MemoryKms().administration().orElseThrow();
  @TempDir Path home;
  private volatile Reply reply = Reply.json(200, "{}");
  private volatile String body = "";
  private LocalServer server;
  private RestKms kms;

  /// Tells how it is, and cannot do more.
  private record Bare(RestApi api, KeyAdministration keys) implements RestKms {
    @Override
    public Health health() {
      return api.health(() -> api.get("/keys"));
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      throw notAuthentic(key);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      throw notAuthentic(wrapped.key());
    }
  }

  @BeforeEach
  void start() throws IOException {
    server =
        LocalServer.http(request -> {
          body = request.text();
          return reply;
        });
    RestCredentials login =
        () -> Session.Token.of(Secret.of("token"), Duration.ofMinutes(5), false);
    var api =
        RestApi.over(
            Http.open(home), "Fake", URI.create(server.uri()), login, InstantSource.system());
    kms = new Bare(api, keys);
  }

  @AfterEach
  void stop() {
    kms.close();
    server.close();
  }

  @Test
  void it_is_closed_with_its_interface() {
    assertInstanceOf(Health.Up.class, kms.health());
    reply = Reply.json(403, "{\"message\":\"no right to list\"}");
    var down = assertInstanceOf(Health.Down.class, kms.health());
    assertEquals("Fake at " + server.uri() + " answered 403: no right to list", down.reason());
    kms.close();
    assertInstanceOf(Health.Down.class, kms.health());
  }

  @Test
  void it_binds_contexts_keeps_versions_and_has_its_keys() {
    assertEquals(new KmsTraits(true, true), kms.traits());
    assertSame(keys, kms.administration().orElseThrow());
  }

  @Test
  void what_does_not_unwrap_is_told() {
    var failure =
        Http.fails(
            Reason.NOT_AUTHENTIC,
            () -> kms.unwrap(new WrappedKey(KEY, new byte[1]), KeyContext.EMPTY));
    assertEquals(
        "the key photos at Fake at %s did not wrap this, or for something else"
            .formatted(server.uri()),
        failure.getMessage());
  }

  @Test
  void binary_fields_are_written_in_the_alphabet_that_is_asked_for() {
    byte[] bytes = {-1, 0, 62, -1};
    kms.api().send("POST", "/", RestApi.document().put("value", bytes));
    assertEquals("{\"value\":\"/wA+/w==\"}", body);
    kms.api().sendUrl("POST", "/", RestApi.document().put("value", bytes));
    assertEquals("{\"value\":\"_wA-_w\"}", body);
  }
}
