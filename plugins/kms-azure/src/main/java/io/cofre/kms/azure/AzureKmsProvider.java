package io.cofre.kms.azure;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestCredentials;
import io.cofre.kms.http.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Offers the KMS `azure`: Key Vault and Managed HSM.
public final class AzureKmsProvider implements KmsProvider {
  private static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint(
          "endpoint",
          "The vault or HSM, as https://NAME.vault.azure.net or https://NAME.managedhsm.azure.net.");
  private static final Setting<Algorithm> ALGORITHM =
      Setting.of(
              "algorithm",
              "RSA-OAEP-256, A256KW or A256GCM",
              Algorithm::read,
              "How data keys are wrapped: RSA-OAEP-256 in vaults, A256GCM (best) or A256KW in a"
                  + " Managed HSM.")
          .or("RSA-OAEP-256");
  private static final Setting<Auth> AUTH =
      ChoiceSetting.of("auth", Auth.class, "client-secret, workload-identity or managed-identity.")
          .or("managed-identity");
  private static final Setting<String> TENANT =
      Setting.text("tenant-id", "The directory. Default: the one that the vault names.").or("");
  private static final Setting<String> CLIENT =
      Setting.text(
              "client-id",
              "The application, or the user-assigned identity; empty for the machine's own.")
          .or("");
  private static final Setting<Secret> SECRET =
      Setting.secret("client-secret", "The application's secret, for client-secret.");
  private static final Setting<Path> TOKEN_FILE =
      Setting.path(
          "token-file",
          "File of the federated token, for workload-identity; read again at each login.");
  private static final Setting<String> RESOURCE =
      Setting.text(
              "resource",
              "What tokens are for. Default: what the vault asks for, if that is its own host.")
          .or("");
  private static final Setting<URI> AUTHORITY =
      HttpSettings.endpoint("authority", "Where applications log in.")
          .or("https://login.microsoftonline.com");
  private static final Setting<URI> IDENTITY_ENDPOINT =
      Setting.uri("identity-endpoint", "Where managed identities are asked for.")
          .or("http://169.254.169.254");

  /// Who logs in.
  enum Auth {
    /// An application with a secret.
    CLIENT_SECRET,
    /// An application that shows a token of its platform.
    WORKLOAD_IDENTITY,
    /// The identity of the machine.
    MANAGED_IDENTITY
  }

  /// Make the provider.
  public AzureKmsProvider() {}

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(
        ENDPOINT,
        ALGORITHM,
        AUTH,
        TENANT,
        CLIENT,
        SECRET,
        TOKEN_FILE,
        RESOURCE,
        AUTHORITY,
        IDENTITY_ENDPOINT);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI vault = settings.get(ENDPOINT);
    Algorithm algorithm = settings.get(ALGORITHM);
    Account account = account(settings, context);
    var known = new Challenge(settings.get(TENANT), settings.get(RESOURCE));
    KmsHttp http = KmsHttp.open("Azure", settings, context);
    RestCredentials login = () -> account.login(http, challenge(known, account, http, vault));
    var api = RestApi.over(http, "Azure", vault, login, context.clock());
    return new AzureKms(new VaultKeys(api, vault, algorithm, context.clock()));
  }

  /// The vault is asked for what the settings do not tell.
  private static Challenge challenge(Challenge known, Account account, KmsHttp http, URI vault) {
    boolean needsTenant = account instanceof Account.Application;
    if (!known.resource().isEmpty() && (!needsTenant || !known.tenant().isEmpty())) {
      return known;
    }
    URI any = URI.create(vault + "/keys" + VaultKeys.VERSION + "&maxresults=1");
    return Challenge.of(http.send(Call.get(any)), vault, known);
  }

  private static Account account(Settings settings, PluginContext context) {
    String client = settings.get(CLIENT);
    Auth auth = settings.get(AUTH);
    if (auth != Auth.MANAGED_IDENTITY && client.isEmpty()) {
      throw new InvalidSettings(CLIENT.key(), "client-id is missing");
    }
    URI authority = settings.get(AUTHORITY);
    return switch (auth) {
      case CLIENT_SECRET -> {
        Secret secret = settings.get(SECRET);
        yield new Account.Application(
            authority, client, () -> Map.of("client_secret", secret.use(String::new)));
      }
      case WORKLOAD_IDENTITY -> {
        var token = SecretSource.file(settings.get(TOKEN_FILE), context);
        yield new Account.Application(
            authority,
            client,
            () ->
                Map.of(
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    token.text()));
      }
      case MANAGED_IDENTITY -> new Account.OfMachine(settings.get(IDENTITY_ENDPOINT), client);
    };
  }
}
