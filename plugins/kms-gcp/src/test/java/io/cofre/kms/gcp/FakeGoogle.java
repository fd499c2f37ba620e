package io.cofre.kms.gcp;

import io.grpc.BindableService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A double of Google as servers meet it: TLS, a service account and its token endpoint.
public final class FakeGoogle implements AutoCloseable {
  private final String engine;
  private final Path home;
  private final TokenServer tokens;
  private final GoogleDouble google;

  private FakeGoogle(String engine, BindableService service, Path home) throws Exception {
    this.engine = engine;
    this.home = home;
    google = TlsDouble.serve(service, home, "google");
    tokens = new TokenServer(home);
  }

  /// Start Cloud KMS without a key, with files of its own in a folder.
  public static FakeGoogle cloudKms(Path home) throws Exception {
    return new FakeGoogle("cloud-kms", new CloudDouble(), home);
  }

  /// Start Secret Manager without a secret, with files of its own in a folder.
  public static FakeGoogle secretManager(Path home) throws Exception {
    return new FakeGoogle("secret-manager", new SecretDouble(), home);
  }

  /// The settings of the plugin that reach it.
  public Map<String, String> settings() {
    return Map.of(
        "engine",
        engine,
        "project",
        "acme",
        "endpoint",
        "https://localhost:" + google.port(),
        "tls-ca",
        home.resolve("google.pem").toString(),
        "credentials-file",
        home.resolve("key.json").toString());
  }

  /// What nobody may print: the account's key, and tokens.
  public List<String> secrets() {
    return List.of(tokens.keyText, tokens.keyText.substring(100, 164), "token-1");
  }

  @Override
  public void close() {
    google.close();
    tokens.close();
  }
}
