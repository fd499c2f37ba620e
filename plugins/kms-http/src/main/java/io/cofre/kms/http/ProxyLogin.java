package io.cofre.kms.http;

import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/// Shows a proxy the user and password that were given for it, once.
record ProxyLogin(Proxies proxies) implements Authenticator {
  private static final String HEADER = "Proxy-Authorization";

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response answer) {
    Request request = answer.request();
    return Optional.of(request)
        .filter(asked -> asked.header(HEADER) == null) // else nothing more can be said
        .flatMap(asked -> proxies.to(asked.url().uri()))
        .flatMap(ProxyAddress::authorization)
        .map(login -> request.newBuilder().header(HEADER, login).build())
        .orElse(null);
  }
}
