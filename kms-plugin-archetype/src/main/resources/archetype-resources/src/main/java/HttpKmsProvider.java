package ${package};

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Offers the KMS `${kmsName}`.
public final class HttpKmsProvider implements KmsProvider {
  private static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint", "Where the KMS listens, such as https://kms.example.com.");
  private static final Setting<Secret> TOKEN =
      Setting.secret("token", "Token that the KMS knows this server by.");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "How long an answer may take.").or("10s");

  /// Made by the platform, once.
  public HttpKmsProvider() {}

  @Override
  public String name() {
    return "${kmsName}";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ENDPOINT, TOKEN, TIMEOUT);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    return new HttpKms(settings.get(ENDPOINT), settings.get(TOKEN), settings.get(TIMEOUT));
  }
}
