package io.cofre.kms.http;

import io.cofre.api.plugin.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A web proxy: where it is, and who we are to it. Its `toString` is `http://host:port`.
///
/// @param host its name or address, without brackets
/// @param user empty for none
/// @param password of the user, or empty
public record ProxyAddress(String host, int port, String user, Secret password) {
  private static final String EXPECTED =
      "expected http://host:port or http://user:password@host:port, with %XX in place of what is"
          + " neither a letter nor a digit in a password";

  /// Read `http://[user[:password]@]host[:port]`; the port is 80 where none is written.
  ///
  /// @throws IllegalArgumentException if it is none, with a message that does not repeat it
  public static ProxyAddress of(String text) {
    try {
      var uri = new URI(text);
      boolean bare =
          "http".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawPath().matches("/?")
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (bare) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        String[] login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new ProxyAddress(host, port, login[0], Secret.of(login.length > 1 ? login[1] : ""));
      }
    } catch (URISyntaxException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /// The value of `Proxy-Authorization` (RFC 7617, in UTF-8); empty without a user.
  Optional<String> authorization() {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    byte[] both =
        password.use(chars -> user + ":" + new String(chars)).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
  }

  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  @Override
  public String toString() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
