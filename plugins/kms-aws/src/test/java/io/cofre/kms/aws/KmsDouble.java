package io.cofre.kms.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// A strict AWS KMS on a loopback port, written from the API reference: it checks the signature,
/// the protocol and the state of keys, and answers errors in AWS's own shape.
final class KmsDouble implements AutoCloseable {
  static final String ID = "AKIDCOFRETEST";
  static final String SECRET = "secret/of+the/tests-0123456789";

  /// Answers one request in place of the KMS.
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;
  }

  final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  final AtomicInteger requests = new AtomicInteger();
  final DoubleKeys keys;
  private final HttpServer server;
  private final Map<String, String> secrets;

  KmsDouble(String region) throws IOException {
    this(new DoubleKeys(region), Map.of(ID, SECRET));
  }

  KmsDouble(DoubleKeys keys, Map<String, String> secrets) throws IOException {
    this.keys = keys;
    this.secrets = secrets;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = faults.poll();
    if (fault != null) {
      fault.answer(exchange);
      return;
    }
    try {
      Signature.check(exchange, body, keys.region(), secrets);
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (!target.startsWith("TrentService.") || !type.equals("application/x-amz-json-1.1")) {
        throw new Refusal("UnknownOperationException", target + " " + type);
      }
      JsonNode request = JsonNode.parser().parse(new String(body, StandardCharsets.UTF_8));
      String action = target.substring("TrentService.".length());
      send(exchange, 200, new DoubleActions(keys, request).answer(action));
    } catch (Refusal e) {
      send(exchange, 400, e.json());
    }
  }

  static Fault error(int status, String type, String message, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      send(exchange, status, new Refusal(type, message).json());
    };
  }

  static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.getResponseHeaders().set("x-amzn-RequestId", "0-1-2");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
