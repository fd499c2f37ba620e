package io.cofre.kms.kmip;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
  static final Setting<Path> CERT =
      Setting.path(
          "tls-cert",
          "PEM file of the client certificate and its intermediates: who Cofre is to the server;"
              + " read again when it changes.");
  private static final Setting<Path> KEY =
      Setting.path(
          "tls-key",
          "PEM file of the client certificate's private key, not encrypted: PKCS#8, PKCS#1 or"
              + " SEC 1. Default: in the file of the certificate.");
  private static final Setting<String> USERNAME =
      Setting.text("username", "User to log in as, where the server wants one besides TLS.");
  private static final Setting<Secret> PASSWORD =
      Setting.secret("password", "The user's password.");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "How long one call may take, from connecting to the last byte.")
          .or("5s");
  private static final Setting<Integer> CONNECTIONS =
      Setting.number("connections", "How many connections may be open at once, 1 to 64.").or("8");
  private static final Setting<CipherMode> CIPHER =
      Setting.of(
              "cipher",
              "auto, gcm or cbc",
              CipherMode::read,
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
    return List.of(ENDPOINT, CA, CERT, KEY, USERNAME, PASSWORD, TIMEOUT, CONNECTIONS, CIPHER);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    Endpoint server = settings.get(ENDPOINT);
    Path certificate = context.home().resolve(settings.get(CERT));
    var tls =
        TlsContexts.of(
            settings.find(CA).map(context.home()::resolve),
            certificate,
            settings.find(KEY).map(context.home()::resolve).orElse(certificate));
    int connections = settings.get(CONNECTIONS);
    if (connections < 1 || connections > 64) {
      throw new InvalidSettings(CONNECTIONS.key(), "connections: expected 1 to 64");
    }
    var client =
        new KmipClient(
            new Channel(server, tls, connections),
            new Messages(login(settings)),
            settings.get(TIMEOUT));
    return new KmipKms(client, settings.get(CIPHER));
  }

  private static Optional<Messages.Login> login(Settings settings) {
    Optional<String> user = settings.find(USERNAME);
    Optional<Secret> password = settings.find(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      String missing = user.isPresent() ? PASSWORD.key() : USERNAME.key();
      throw new InvalidSettings(missing, missing + " is missing: set both or neither");
    }
    return user.map(name -> new Messages.Login(name, password.orElseThrow()));
  }
}
