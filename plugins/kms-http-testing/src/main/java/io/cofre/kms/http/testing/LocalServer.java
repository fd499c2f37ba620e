package io.cofre.kms.http.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/// A server of HTTP or HTTPS on a free port of loopback, over the JDK's, for doubles of a KMS.
public final class LocalServer implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms
  }

  /// A request as it came.
  ///
  /// @param path as it was sent, without the query
  /// @param query as it was sent; empty for none
  /// @param headers by name in lower case
  /// @param peer the client's certificates; none without TLS
  public record Request(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      byte[] body,
      List<Certificate> peer) {
    /// The value of a header, or the empty text.
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// The parameters of the query by name, decoded.
    public Map<String, String> parameters() {
      Map<String, String> parameters = new HashMap<>();
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        if (parts.length == 2) {
          parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
      }
      return parameters;
    }

    /// The body as text.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// What to answer.
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    /// Answer with a JSON document.
    public static Reply json(int status, String document) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          document.getBytes(StandardCharsets.UTF_8));
    }

    /// Answer with a text.
    public static Reply text(int status, String text) {
      return new Reply(
          status,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          text.getBytes(StandardCharsets.UTF_8));
    }

    /// Answer with nothing.
    public static Reply empty(int status) {
      return new Reply(status, Map.of(), new byte[0]);
    }

    /// Return the same answer with a header.
    public Reply header(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  /// Answers requests, on many threads at once.
  @FunctionalInterface
  public interface Handler {
    /// Answer one.
    Reply handle(Request request) throws Exception;
  }

  /// What a server of HTTPS asks of clients.
  public enum ClientAuth {
    /// No certificate.
    NONE,
    /// A certificate, if they have one.
    WANT,
    /// A certificate that is trusted.
    NEED
  }

  private final HttpServer server;
  private final String scheme;
  private final AtomicInteger requests = new AtomicInteger();

  private LocalServer(HttpServer server, String scheme, Handler handler) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, handler));
    server.start();
  }

  /// Start a server of HTTP.
  public static LocalServer http(Handler handler) throws IOException {
    return new LocalServer(HttpServer.create(loopback(), 250), "http", handler);
  }

  /// Start a server of HTTPS.
  public static LocalServer https(SSLContext context, ClientAuth auth, Handler handler)
      throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 250);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            switch (auth) {
              case NONE -> {}
              case WANT -> tls.setWantClientAuth(true);
              case NEED -> tls.setNeedClientAuth(true);
            }
            parameters.setSSLParameters(tls);
          }
        });
    return new LocalServer(server, "https", handler);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Reply reply;
      try {
        reply = handler.handle(request(exchange));
      } catch (Exception | AssertionError e) {
        reply =
            Reply.json(
                599, "{\"double\":\"" + String.valueOf(e).replaceAll("[^ -!#-~]", "'") + "\"}");
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body();
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        headers,
        exchange.getRequestBody().readAllBytes(),
        peer(exchange));
  }

  private static List<Certificate> peer(HttpExchange exchange) {
    try {
      return exchange instanceof HttpsExchange secure
          ? List.of(secure.getSSLSession().getPeerCertificates())
          : List.of();
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
  }

  /// Where it listens.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Where it listens, under the name `localhost` with TLS and `127.0.0.1` without.
  public String uri() {
    return scheme + "://" + (scheme.equals("http") ? "127.0.0.1" : "localhost") + ":" + port();
  }

  /// How many requests came so far.
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
