package io.cofre.kms.http.testing;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A double that runs over TLS behind a network with faults, a clock that is set by hand, and the
/// provider and settings to reach it.
///
/// @param <F> the double
public final class DoubledKms<F extends FakeKms> implements AutoCloseable {
  private final KmsProvider provider;
  private final F fake;
  private final Path folder;
  private final Map<String, String> login;
  private final TestAuthority authority = new TestAuthority();
  private final LocalServer server;
  private final FaultyProxy network;
  private final ConcurrentLinkedQueue<Reply> instead = new ConcurrentLinkedQueue<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private DoubledKms(KmsProvider provider, F fake, Path folder, Map<String, String> login)
      throws IOException {
    this.provider = provider;
    this.fake = fake;
    this.folder = folder;
    this.login = Map.copyOf(login);
    authority.writeRoot(folder.resolve("ca.pem"));
    server =
        LocalServer.https(authority.context(authority.server()), ClientAuth.WANT, this::answer);
    network = FaultyProxy.before(server.port());
  }

  /// Start a double, with a folder for its files.
  ///
  /// @param login the settings that it takes for a login
  public static <F extends FakeKms> DoubledKms<F> start(
      KmsProvider provider, F fake, Path folder, Map<String, String> login) throws IOException {
    return new DoubledKms<>(provider, fake, folder, login);
  }

  private Reply answer(Request request) throws IOException {
    Reply other = instead.poll();
    return other == null ? fake.handle(request) : other;
  }

  /// Answer the next request so, without asking the double.
  public void next(Reply reply) {
    instead.add(reply);
  }

  /// Settings that work.
  public Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(login);
    all.put("endpoint", "https://localhost:" + network.port());
    all.put("tls-ca", "ca.pem");
    all.put("timeout", "60s"); // the machine of a test may be busy
    return all;
  }

  /// Open an instance with settings in place of some of those; an empty text takes one away.
  public Kms open(String... keysAndTexts) {
    Map<String, String> all = settings();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      all.put(keysAndTexts[i], keysAndTexts[i + 1]);
    }
    all.values().removeIf(String::isEmpty);
    return provider.open(MemorySettings.of(all), new PluginContext("main", folder, () -> now));
  }

  /// Open an instance of a KMS that is not there.
  public Kms openUnreachable() {
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return open("endpoint", "https://localhost:" + unused.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException("loopback has free ports", e);
    }
  }

  /// Let time pass, or go back.
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /// The double.
  public F fake() {
    return fake;
  }

  /// Who makes certificates; its own is in `ca.pem`.
  public TestAuthority authority() {
    return authority;
  }

  /// The network before the server.
  public FaultyProxy network() {
    return network;
  }

  /// The server that the double answers through.
  public LocalServer server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    network.close();
    server.close();
  }
}
