package io.cofre.kms.ciphertrust;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A double that runs behind a network with faults, a clock that is set by hand, and the settings
/// to reach it.
final class CipherTrust implements AutoCloseable {
  final FakeCipherTrust fake = new FakeCipherTrust();
  final TestAuthority authority = new TestAuthority();
  final FaultyProxy network;
  final Path folder;
  final LocalServer server;
  private final ConcurrentLinkedQueue<Reply> instead = new ConcurrentLinkedQueue<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  CipherTrust(Path folder) throws IOException {
    this.folder = folder;
    authority.writeRoot(folder.resolve("ca.pem"));
    server =
        LocalServer.https(authority.context(authority.server()), ClientAuth.WANT, this::answer);
    network = FaultyProxy.before(server.port());
  }

  private Reply answer(Request request) throws IOException {
    Reply other = instead.poll();
    return other == null ? fake.handle(request) : other;
  }

  /// Answer the next request so, without asking the double.
  void next(Reply reply) {
    instead.add(reply);
  }

  /// Settings that work, for the password.
  Map<String, String> settings() {
    return Map.of(
        "endpoint",
        "https://localhost:" + network.port(),
        "tls-ca",
        "ca.pem",
        "timeout",
        "60s", // the machine of a test may be busy
        "username",
        FakeCipherTrust.USER,
        "password",
        FakeCipherTrust.PASSWORD);
  }

  /// Open an instance with settings in place of some of those; an empty text takes one away.
  Kms open(String... keysAndTexts) {
    Map<String, String> all = new HashMap<>(settings());
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      all.put(keysAndTexts[i], keysAndTexts[i + 1]);
    }
    all.values().removeIf(String::isEmpty);
    return new CipherTrustKmsProvider().open(MemorySettings.of(all), context());
  }

  PluginContext context() {
    return new PluginContext("main", folder, () -> now);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() throws IOException {
    network.close();
    server.close();
  }
}
