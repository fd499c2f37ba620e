package io.cofre.kms.http;

import io.cofre.api.plugin.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The settings that all plugins over HTTP share. There is none to skip the verification of a
/// certificate.
public final class HttpSettings {
  /// Authorities trusted besides those of the Java runtime.
  public static final Setting<Path> CA =
      Setting.path(
          "tls-ca",
          "PEM file of certificate authorities trusted besides those of the Java runtime; read"
              + " again when it changes.");

  /// The client's certificate.
  public static final Setting<Path> CLIENT_CERT =
      Setting.path(
          "tls-cert",
          "PEM file of the client certificate and its intermediates; read again when it changes.");

  /// The key of the client's certificate.
  public static final Setting<Path> CLIENT_KEY =
      Setting.path(
          "tls-key",
          "PEM file of the client certificate's private key, not encrypted: PKCS#8, PKCS#1 or"
              + " SEC 1. Default: in the file of the certificate.");

  /// How long a whole call may take.
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "How long one call may take, from name lookup to the last byte.")
          .or("5s");

  /// The proxy.
  public static final Setting<ProxyAddress> PROXY =
      Setting.of(
          "proxy",
          "uri",
          ProxyAddress::of,
          "HTTP proxy, as http://host:port or http://user:password@host:port. Default: the Java"
              + " runtime's, else https_proxy and no_proxy of the environment.");

  private HttpSettings() {}

  /// All of them, for [io.cofre.api.plugin.Provider#settings()].
  public static List<Setting<?>> all() {
    return List.of(CA, CLIENT_CERT, CLIENT_KEY, TIMEOUT, PROXY);
  }

  /// A plugin's own, and then these.
  public static List<Setting<?>> after(Setting<?>... own) {
    return Stream.concat(Stream.of(own), all().stream()).toList();
  }

  /// A plugin's own, those of its login, and then these.
  public static List<Setting<?>> after(List<Setting<?>> own, List<Setting<?>> login) {
    return Stream.of(own, login, all()).<Setting<?>>flatMap(List::stream).toList();
  }

  /// Describe a setting that is the address of a KMS: `https://host[:port][/path]`, or `http` to
  /// this machine only, since data keys travel there. The value has no slash at its end.
  public static Setting<URI> endpoint(String key, String help) {
    return Setting.of(key, "uri", HttpSettings::endpoint, help);
  }

  /// Read the address of a KMS.
  ///
  /// @throws IllegalArgumentException if it is none, with a message for operators
  public static URI endpoint(String text) {
    URI uri = bare(text, "expected https://host:port");
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(
          "expected https://host:port; http is for an agent or a test on this machine only, such as"
              + " http://127.0.0.1:8200");
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("expected https://host:port");
    }
    String plain = uri.toString();
    return URI.create(plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
  }

  private static URI bare(String text, String expected) {
    try {
      var uri = new URI(text);
      if (uri.getScheme() != null
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException(expected);
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }
}
