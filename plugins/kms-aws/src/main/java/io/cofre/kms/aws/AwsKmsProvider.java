package io.cofre.kms.aws;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.HttpSettings;

/// Offers the KMS `aws`, AWS Key Management Service.
public final class AwsKmsProvider implements KmsProvider {
  static final Setting<String> HEALTH_KEY =
      Setting.text("health-key", "Key that health looks at. Default: it lists one alias.");
  static final Setting<Integer> WINDOW =
      Setting.number("deletion-window", "Days to take a deletion back, 7 to 30.").or("30");
  static final Setting<Boolean> MULTI_REGION =
      Setting.flag("multi-region", "Whether created keys are multi-Region keys.").or("false");

  /// Make the provider.
  public AwsKmsProvider() {}

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(
        List.of(Connection.REGION, Connection.ENDPOINT, HEALTH_KEY, WINDOW, MULTI_REGION),
        Identity.SETTINGS);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    int window = settings.get(WINDOW);
    if (window < 7 || window > 30) {
      throw new InvalidSettings(WINDOW.key(), "AWS keeps a deleted key for 7 to 30 days");
    }
    return new AwsKms(settings, context);
  }
}
