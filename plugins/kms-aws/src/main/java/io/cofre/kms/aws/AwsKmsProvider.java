package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.HttpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Offers the KMS `aws`, AWS Key Management Service.
public final class AwsKmsProvider implements KmsProvider {
  static final Setting<String> REGION =
      Setting.text("region", "Region of the keys. Default: AWS_REGION, the profile's, the host's.");
  static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint("endpoint", "Address of AWS KMS. Default: the region's public one.");
  static final Setting<URI> STS_ENDPOINT =
      HttpSettings.endpoint(
          "sts-endpoint", "Address of AWS STS. Default: the region's public one.");
  static final Setting<String> ACCESS_KEY_ID =
      Setting.text("access-key-id", "Static credentials; with secret-access-key.");
  static final Setting<Secret> SECRET_ACCESS_KEY =
      Setting.secret("secret-access-key", "Its secret.");
  static final Setting<Secret> SESSION_TOKEN =
      Setting.secret("session-token", "Its session token, where it has one.");
  static final Setting<String> PROFILE =
      Setting.text("profile", "Profile of the AWS configuration files to take credentials from.");
  static final Setting<String> ROLE_ARN =
      Setting.text("role-arn", "Role to assume by web identity; with web-identity-token-file.");
  static final Setting<Path> TOKEN_FILE =
      Setting.path(
          "web-identity-token-file", "File of the token; it is read again when it is due.");
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
        ENDPOINT,
        STS_ENDPOINT,
        HttpSettings.CA,
        HttpSettings.TIMEOUT,
        HttpSettings.PROXY,
        ACCESS_KEY_ID,
        SECRET_ACCESS_KEY,
        SESSION_TOKEN,
        PROFILE,
        ROLE_ARN,
        TOKEN_FILE,
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
    boolean multiRegion = settings.get(MULTI_REGION);
    List<KeyId> probe = settings.find(HEALTH_KEY).map(KeyId::new).stream().toList();
    var services = Services.of(settings, context, region(settings));
    try {
      var connection = new Connection(services, settings, context);
      return new AwsKms(
          connection, new AwsKeyAdministration(connection, multiRegion, window), probe);
    } catch (RuntimeException e) {
      services.close();
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
}
