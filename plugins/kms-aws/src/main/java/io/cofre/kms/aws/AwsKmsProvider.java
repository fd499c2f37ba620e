package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Offers the KMS `aws`, AWS Key Management Service.
public final class AwsKmsProvider implements KmsProvider {
  static final Setting<String> REGION =
      Setting.text("region", "Region of the keys. Default: AWS_REGION, the profile's, the host's.");
  private static final Setting<String> HEALTH_KEY =
      Setting.text(
          "health-key", "Key that health looks at. Default: none; health lists one alias instead.");
  private static final Setting<Integer> WINDOW =
      Setting.number("deletion-window", "Days that a deleted key can be taken back, 7 to 30.")
          .or("30");
  private static final Setting<Boolean> MULTI_REGION =
      Setting.flag("multi-region", "Whether keys that are created are multi-Region keys.")
          .or("false");

  /// Make the provider.
  public AwsKmsProvider() {}

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        REGION,
        Transport.ENDPOINT,
        Transport.STS_ENDPOINT,
        Transport.CA,
        Transport.TIMEOUT,
        Identity.ACCESS_KEY_ID,
        Identity.SECRET_ACCESS_KEY,
        Identity.SESSION_TOKEN,
        Identity.PROFILE,
        Identity.ROLE_ARN,
        Identity.TOKEN_FILE,
        HEALTH_KEY,
        WINDOW,
        MULTI_REGION);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    int window = settings.get(WINDOW);
    if (window < 7 || window > 30) {
      throw new InvalidSettings(WINDOW.key(), "AWS keeps a deleted key for 7 to 30 days");
    }
    var creation = new AwsKeyAdministration.Creation(settings.get(MULTI_REGION), window);
    var probe = settings.find(HEALTH_KEY).map(KeyId::new);
    Region region = region(settings);
    var transport = Transport.of(settings, context, region);
    try {
      var identity = Identity.of(settings, context, transport);
      var connection = new Connection(transport, identity, region, context.clock());
      return new AwsKms(connection, creation, probe.map(List::of).orElse(List.of()));
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  private static Region region(Settings settings) {
    try {
      return settings
          .find(REGION)
          .map(Region::of)
          .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
    } catch (SdkClientException | IllegalArgumentException _) {
      throw new InvalidSettings(
          REGION.key(), "no region is known: write region: eu-central-1, say, or set AWS_REGION");
    }
  }

  static URI loopbackOrTls(String key, URI uri) {
    String host = String.valueOf(uri.getHost());
    boolean loopback = List.of("127.0.0.1", "[::1]", "localhost").contains(host);
    boolean allowed =
        "https".equals(uri.getScheme()) || (loopback && "http".equals(uri.getScheme()));
    if (uri.getHost() == null || !allowed) {
      throw new InvalidSettings(key, "expected https://…; http:// is for a test on this host only");
    }
    return uri;
  }
}
