package io.cofre.kms.azure;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
  private static final Setting<String> AUTH =
      Setting.text("auth", "client-secret, workload-identity or managed-identity.")
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

  /// Make the provider.
  public AzureKmsProvider() {}

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(HttpSettings.all());
    all.addAll(
        List.of(
            ENDPOINT,
            ALGORITHM,
            AUTH,
            TENANT,
            CLIENT,
            SECRET,
            TOKEN_FILE,
            RESOURCE,
            AUTHORITY,
            IDENTITY_ENDPOINT));
    return List.copyOf(all);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    URI vault = settings.get(ENDPOINT);
    Algorithm algorithm = settings.get(ALGORITHM);
    Account account = account(settings, context);
    var known = new Challenge(settings.get(TENANT), settings.get(RESOURCE));
    KmsHttp http = KmsHttp.open("Azure", settings, context);
    var session =
        new Session(
            context.clock(), () -> account.login(http, challenge(known, account, http, vault)));
    return new AzureKms(new VaultKeys(vault, http, session, context.clock()), algorithm);
  }

  /// The vault is asked for what the settings do not tell.
  private static Challenge challenge(Challenge known, Account account, KmsHttp http, URI vault) {
    boolean needsTenant = !(account instanceof Account.OfMachine);
    if (!known.resource().isEmpty() && (!needsTenant || !known.tenant().isEmpty())) {
      return known;
    }
    URI any = URI.create(vault + "/keys?api-version=7.4&maxresults=1");
    return Challenge.of(http.send(Call.get(any)), vault, known);
  }

  private static Account account(Settings settings, PluginContext context) {
    String client = settings.get(CLIENT);
    URI authority = settings.get(AUTHORITY);
    return switch (settings.get(AUTH)) {
      case "client-secret" ->
          new Account.WithSecret(authority, needed(client), settings.get(SECRET));
      case "workload-identity" ->
          new Account.WithToken(
              authority, needed(client), context.home().resolve(settings.get(TOKEN_FILE)));
      case "managed-identity" -> new Account.OfMachine(settings.get(IDENTITY_ENDPOINT), client);
      default ->
          throw new InvalidSettings(
              AUTH.key(), "auth: expected client-secret, workload-identity or managed-identity");
    };
  }

  private static String needed(String client) {
    if (client.isEmpty()) {
      throw new InvalidSettings(CLIENT.key(), "client-id is missing");
    }
    return client;
  }
}
