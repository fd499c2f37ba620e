package io.cofre.kms.azure;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.RestApi;

/// Offers the KMS `azure`: Key Vault and Managed HSM.
public final class AzureKmsProvider implements KmsProvider {
  private static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint(
          "endpoint",
          "The vault or HSM, as https://NAME.vault.azure.net or https://NAME.managedhsm.azure.net.");
  private static final Setting<Algorithm> ALGORITHM =
      ChoiceSetting.of(
              "algorithm",
              Algorithm.class,
              Algorithm::toString,
              "How to wrap: RSA-OAEP-256 in vaults, A256GCM (best) or A256KW in a Managed HSM.")
          .or("RSA-OAEP-256");

  /// Make the provider.
  public AzureKmsProvider() {}

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(List.of(ENDPOINT, ALGORITHM), Login.SETTINGS);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI vault = settings.get(ENDPOINT);
    Algorithm algorithm = settings.get(ALGORITHM);
    Login login = Login.of(vault, settings, context);
    var api = RestApi.over(login.http(), "Azure", vault, login, context.clock());
    return new AzureKms(api, new VaultKeys(api, vault, algorithm, context.clock()), algorithm);
  }
}
