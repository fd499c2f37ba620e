package io.cofre.kms.http.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/// A server on loopback that speaks TLS, takes client certificates without demanding them, and
/// stands for a KMS. Thread-safe.
public final class HttpsDouble implements AutoCloseable {

  /// What a KMS is asked.
  ///
  /// @param method the HTTP method
  /// @param path as it was sent
  /// @param query the parameters by name, decoded
  /// @param headers the first of each by name in lower case
  /// @param body as it was sent
  /// @param certificate whether the client showed a certificate that is trusted
  @SuppressWarnings("ArrayRecordComponent")
  public record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      boolean certificate) {
    /// A header, or an empty text.
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /// What it answers.
  ///
  /// @param headers besides the length
  public record Reply(int status, Map<String, String> headers, String body) {
    /// An answer of a media type.
    public static Reply of(int status, String type, String body) {
      return new Reply(status, Map.of("Content-Type", type), body);
    }

    /// An answer with a document.
    public static Reply json(int status, Object document) {
      return of(status, "application/json", document.toString());
    }

    /// An answer without a body.
    public static Reply empty(int status) {
      return new Reply(status, Map.of(), "");
    }

    /// The same answer, with a wait.
    public Reply retryAfter(String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put("Retry-After", value);
      return new Reply(status, more, body);
    }
  }

  /// Stands for a KMS.
  @FunctionalInterface
  public interface Service {
    /// Answer; an exception breaks the connection.
    Reply answer(Asked asked) throws IOException;
  }

  private final HttpsServer server;
  private final Service service;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Reply> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  private HttpsDouble(HttpsServer server, Service service) {
    this.server = server;
    this.service = service;
  }

  /// Start one.
  public static HttpsDouble start(SSLContext tls, Service service) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var started = new HttpsDouble(HttpsServer.create(address, 250), service);
    started.server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
            parameters.setWantClientAuth(true);
            connection.setSSLParameters(parameters);
          }
        });
    started.server.setExecutor(started.threads);
    started.server.createContext("/", started::handle);
    started.server.start();
    return started;
  }

  /// Give the next request that no other reply is meant for this one, without asking the service.
  public HttpsDouble next(Reply reply) {
    next.add(reply);
    return this;
  }

  /// How many requests came so far.
  public int requests() {
    return requests.get();
  }

  /// Where it listens.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Its address, by a name that its certificate holds.
  public URI uri() {
    return URI.create("https://localhost:" + port());
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Asked asked = asked(exchange);
      Reply instead = next.poll();
      Reply reply = instead == null ? service.answer(asked) : instead;
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Asked asked(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI uri = exchange.getRequestURI();
    return new Asked(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        query(uri),
        headers,
        exchange.getRequestBody().readAllBytes(),
        hasCertificate(exchange));
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String text = uri.getQuery() == null ? "" : uri.getQuery();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private static boolean hasCertificate(HttpExchange exchange) {
    try {
      return exchange instanceof HttpsExchange secure
          && secure.getSSLSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException _) {
      return false;
    }
  }

  /// Stop it; requests under way break off.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
