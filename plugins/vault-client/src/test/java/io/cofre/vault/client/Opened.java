package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import io.cofre.tck.fake.MemorySettings;
import io.cofre.vault.client.testing.VaultDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A client of a double whose only engine answers as it is told, and a clock that is set by hand.
abstract class Opened {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  final AtomicReference<Instant> now = new AtomicReference<>(START);

  /// What is answered, by method, path and query.
  final Map<String, Reply> replies = new ConcurrentHashMap<>();

  /// What was asked of the engine.
  final List<Request> asked = new CopyOnWriteArrayList<>();

  @TempDir Path home;
  VaultDouble vault;
  private final List<VaultClient> open = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    vault =
        new VaultDouble((request, path, _) -> {
          asked.add(request);
          String query = request.query().isEmpty() ? "" : "?" + request.query();
          String what = request.method() + " " + path + query;
          return replies.getOrDefault(what, Reply.json(404, "{\"errors\":[]}"));
        });
  }

  @AfterEach
  void stop() {
    open.forEach(VaultClient::close);
    vault.close();
  }

  VaultClient open(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("endpoint", vault.uri());
    all.put("timeout", "30s");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    var context = new PluginContext("main", home, now::get);
    VaultClient client = VaultClient.open(MemorySettings.of(all), context);
    open.add(client);
    return client;
  }

  VaultClient byToken() {
    return open("token", VaultDouble.ROOT);
  }

  /// Ask for something that is not there, for which the client logs in first.
  static void use(VaultClient client) {
    assertEquals(List.of(), client.find("engine/nothing").stream().toList());
  }

  KmsException fails(Reason reason, String words, Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals("Vault at " + vault.uri() + " " + words, failure.getMessage());
    assertEquals(reason, failure.reason());
    assertFalse(failure.toString().contains(VaultDouble.ROOT), failure.toString());
    return failure;
  }
}
