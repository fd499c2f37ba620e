package io.cofre.kms.ciphertrust;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.RestApi;

/// Offers the KMS `ciphertrust`: Thales CipherTrust Manager, once KeySecure.
public final class CipherTrustKmsProvider implements KmsProvider {
  private static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint(
          "endpoint", "Address of CipherTrust Manager, such as https://cm.example.com.");

  /// Make the provider.
  public CipherTrustKmsProvider() {}

  @Override
  public String name() {
    return "ciphertrust";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(List.of(ENDPOINT), Login.SETTINGS);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI endpoint = settings.get(ENDPOINT);
    Login login = Login.of(settings);
    RestApi api = RestApi.open("CipherTrust", endpoint, login, settings, context);
    return new CipherTrustKms(api, new VaultKeys(api));
  }
}
