package io.cofre.kms.azure;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.OAuth;
import io.cofre.kms.http.RestCredentials;
import io.cofre.kms.http.Said;
import io.cofre.kms.http.SecretSource;
import io.cofre.kms.http.Session;

/// Gets tokens of Microsoft Entra ID, for an application or for the identity of the machine.
///
/// @param known what the settings tell; the vault is asked for the rest
/// @param account makes the request for a token
record Login(KmsHttp http, URI vault, Target known, Function<Target, Call> account)
    implements RestCredentials {
  private static final Setting<Auth> AUTH =
      ChoiceSetting.of("auth", Auth.class, "client-secret, workload-identity or managed-identity.")
          .or("managed-identity");
  private static final Setting<String> TENANT =
      Setting.text("tenant-id", "The directory. Default: the one that the vault names.").or("");
  private static final Setting<String> CLIENT =
      Setting.text("client-id", "The application or assigned identity; else the machine's.").or("");
  private static final Setting<Secret> SECRET =
      Setting.secret("client-secret", "The application's secret, for client-secret.");
  private static final Setting<Path> TOKEN_FILE =
      Setting.path("token-file", "The federated token, for workload-identity; read at each login.");
  private static final Setting<String> RESOURCE =
      Setting.text("resource", "What tokens are for. Default: what the vault asks for.").or("");
  private static final Setting<URI> AUTHORITY =
      HttpSettings.endpoint("authority", "Where applications log in.")
          .or("https://login.microsoftonline.com");
  private static final Setting<URI> IDENTITY_ENDPOINT =
      Setting.uri("identity-endpoint", "Where managed identities are asked for.")
          .or("http://169.254.169.254");
  private static final Pattern TENANT_AT = Pattern.compile("^https://[^/]+/([\\w.-]+)");
  static final List<Setting<?>> SETTINGS =
      List.of(AUTH, TENANT, CLIENT, SECRET, TOKEN_FILE, RESOURCE, AUTHORITY, IDENTITY_ENDPOINT);

  /// Who logs in.
  enum Auth {
    /// An application with a secret.
    CLIENT_SECRET,
    /// An application that shows a token of its platform.
    WORKLOAD_IDENTITY,
    /// The identity of the machine.
    MANAGED_IDENTITY
  }

  /// What a token is for: a resource, to an account of a tenant.
  record Target(String tenant, String resource) {
    URI at(URI authority) {
      return URI.create("%s/%s/oauth2/v2.0/token".formatted(authority, tenant));
    }

    String scope() {
      return resource + "/.default";
    }
  }

  static Login of(URI vault, Settings settings, PluginContext context) {
    Auth auth = settings.get(AUTH);
    String client = settings.get(CLIENT);
    URI authority = settings.get(AUTHORITY);
    URI machine = settings.get(IDENTITY_ENDPOINT);
    if (auth != Auth.MANAGED_IDENTITY && client.isEmpty()) {
      throw new InvalidSettings(CLIENT.key(), "client-id is missing");
    }
    Function<Target, Call> account =
        switch (auth) {
          case CLIENT_SECRET -> {
            var secret = SecretSource.of(settings.get(SECRET));
            yield to -> OAuth.bySecret(to.at(authority), client, to.scope(), secret);
          }
          case WORKLOAD_IDENTITY -> {
            var token = SecretSource.file(settings.get(TOKEN_FILE), context);
            yield to -> OAuth.byAssertion(to.at(authority), client, to.scope(), token);
          }
          case MANAGED_IDENTITY -> to -> ofMachine(machine, client, to.resource);
        };
    String tenant = auth == Auth.MANAGED_IDENTITY ? "its own" : settings.get(TENANT);
    var known = new Target(tenant, settings.get(RESOURCE));
    return new Login(KmsHttp.open("Azure", settings, context), vault, known, account);
  }

  private static Call ofMachine(URI endpoint, String client, String resource) {
    String which = client.isEmpty() ? "" : "&client_id=" + Call.encoded(client);
    String query = "?api-version=2018-02-01&resource=" + Call.encoded(resource) + which;
    URI uri = URI.create(endpoint + "/metadata/identity/oauth2/token" + query);
    return Call.get(uri).header("Metadata", "true");
  }

  @Override
  public Session.Token login() {
    Call call = account.apply(target());
    Answer answer = http.sendAndWipe(call);
    String host = call.uri().getHost();
    if (!answer.ok()) {
      Reason reason =
          switch (answer.status()) {
            case 400 -> Reason.ACCESS_DENIED;
            case 404 -> Reason.UNAVAILABLE; // no identities here, or not yet
            default -> HttpReasons.of(answer.status());
          };
      throw answer.failure(
          reason, "%s gave no token (%d): %s".formatted(host, answer.status(), Said.words(answer)));
    }
    return OAuth.token(host, answer.json());
  }

  /// A vault tells a caller without a token where to log in, and for what.
  ///
  /// @throws KmsException `UNEXPECTED` if it does not
  private Target target() {
    if (!known.tenant.isEmpty() && !known.resource.isEmpty()) {
      return known;
    }
    Answer answer = http.send(Call.get(URI.create(vault + VaultKeys.ANY)));
    return new Target(
        known.tenant.isEmpty() ? tenant(answer) : known.tenant,
        known.resource.isEmpty() ? resource(answer) : known.resource);
  }

  private String tenant(Answer answer) {
    return answer
        .challenge("authorization")
        .or(() -> answer.challenge("authorization_uri"))
        .flatMap(address -> TENANT_AT.matcher(address).results().findFirst())
        .map(found -> found.group(1))
        .orElseThrow(() ->
            new KmsException(
                Reason.UNEXPECTED,
                "Azure at %s names no directory to log in to: set tenant-id".formatted(vault)));
  }

  /// @throws KmsException `UNEXPECTED` if it wants a token for a host that is not its own: whoever
  ///   answers there could use it elsewhere
  private String resource(Answer answer) {
    var asked = answer.challenge("resource").or(() -> answer.challenge("scope"));
    String resource = asked.orElse("").replace("/.default", "");
    String domain = resource.replaceFirst("^https://([\\w.-]+)(:\\d+)?/?$", "$1");
    if (domain.isEmpty() || !("." + vault.getHost()).endsWith("." + domain)) {
      throw new KmsException(
          Reason.UNEXPECTED,
          "Azure at %s asks for a token for \"%s\", which is not its own host: set resource if that"
                  .formatted(vault, resource)
              + " is right");
    }
    return resource;
  }
}
