package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

import io.cofre.kmip.wire.Authentication;
import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.Pem;
import io.cofre.kms.http.Trust;
import io.cofre.kms.http.Watched;

/// Offers the KMS `kmip`: any key manager that speaks KMIP.
public final class KmipKmsProvider implements KmsProvider {
  private static final Setting<Endpoint> ENDPOINT =
      Setting.of(
          "endpoint",
          "uri",
          Endpoint::read,
          "The server, as kmip://host or kmip://host:port; the usual port is 5696.");
  private static final Setting<Path> CA =
      Setting.path(
          "tls-ca",
          "PEM file of the certificate authorities of the server, in place of those of the Java"
              + " runtime; read again when it changes.");
  private static final Setting<String> USERNAME =
      Setting.text("username", "User to log in as, where the server wants one besides TLS.");
  private static final Setting<Secret> PASSWORD =
      Setting.secret("password", "The user's password.");
  private static final Setting<Integer> CONNECTIONS =
      Setting.number("connections", "How many connections may be open at once, 1 to 64.").or("8");
  private static final Setting<CipherMode> CIPHER =
      ChoiceSetting.of(
              "cipher",
              CipherMode.class,
              "The server's cipher: gcm, or cbc for servers without it; auto takes gcm from"
                  + " KMIP 1.4 on.")
          .or("auto");

  /// Make the provider.
  public KmipKmsProvider() {}

  @Override
  public String name() {
    return "kmip";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        ENDPOINT,
        CA,
        HttpSettings.CLIENT_CERT,
        HttpSettings.CLIENT_KEY,
        USERNAME,
        PASSWORD,
        HttpSettings.TIMEOUT,
        CONNECTIONS,
        CIPHER);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    Endpoint server = settings.get(ENDPOINT);
    int connections = settings.get(CONNECTIONS);
    if (connections < 1 || connections > 64) {
      throw new InvalidSettings(CONNECTIONS.key(), "connections: expected 1 to 64");
    }
    var channel =
        new Channel(
            server, tls(settings, context), settings.get(HttpSettings.TIMEOUT), connections);
    return KmipKms.of(new KmipClient(channel, authentication(settings)), settings.get(CIPHER));
  }

  /// The TLS of the files: the same object while none has changed.
  static Watched<SSLContext> tls(Settings settings, PluginContext context) {
    Optional<Path> ca = settings.find(CA).map(context.home()::resolve);
    Path certificate = context.home().resolve(settings.get(HttpSettings.CLIENT_CERT));
    Path key =
        settings.find(HttpSettings.CLIENT_KEY).map(context.home()::resolve).orElse(certificate);
    List<Path> files = Stream.concat(Stream.of(certificate, key), ca.stream()).toList();
    return Watched.of(
        HttpSettings.CLIENT_CERT,
        files,
        () -> {
          X509TrustManager trust =
              ca.isPresent() ? Trust.of(Pem.certificates(ca.get())) : Trust.system();
          var tls = SSLContext.getInstance("TLS");
          tls.init(Pem.client(certificate, key).keyManagers(), new TrustManager[] {trust}, null);
          return tls;
        });
  }

  private static Authentication authentication(Settings settings) {
    Optional<String> user = settings.find(USERNAME);
    Optional<Secret> password = settings.find(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      String missing = user.isPresent() ? PASSWORD.key() : USERNAME.key();
      throw new InvalidSettings(missing, missing + " is missing: set both or neither");
    }
    return user.map(name -> Authentication.password(name, password.orElseThrow()::useUtf8))
        .orElse(Authentication.NONE);
  }
}
