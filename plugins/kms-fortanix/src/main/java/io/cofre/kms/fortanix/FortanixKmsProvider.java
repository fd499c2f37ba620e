package io.cofre.kms.fortanix;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.RestApi;

/// Offers the KMS `fortanix`: Fortanix Data Security Manager.
public final class FortanixKmsProvider implements KmsProvider {
  private static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint("endpoint", "Address of DSM, such as https://eu.smartkey.io.");
  private static final Setting<String> GROUP =
      Setting.text(
          "group-id",
          "Id of the group that keys made through Cofre belong to. Default: the app's own.");

  /// Make the provider.
  public FortanixKmsProvider() {}

  @Override
  public String name() {
    return "fortanix";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(List.of(ENDPOINT, GROUP), AppLogin.SETTINGS);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI endpoint = settings.get(ENDPOINT);
    String group = settings.find(GROUP).orElse("");
    AppLogin login = AppLogin.of(settings);
    return new FortanixKms(RestApi.open("Fortanix DSM", endpoint, login, settings, context), group);
  }
}
