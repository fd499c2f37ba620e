package io.cofre.core.transport;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A gate that tells what it got, or does what the path says.
final class Echo implements Gate {

  @Override
  public void enter(Exchange exchange) {
    try {
      answer(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Exchange exchange) throws IOException {
    RequestHead request = exchange.request();
    switch (request.rawPath()) {
      case "/refuse" -> text(exchange, 403, "no");
      case "/count" -> text(exchange, 200, "" + count(exchange));
      case "/broken-body" -> {
        try {
          text(exchange, 200, "" + count(exchange));
        } catch (IOException e) {
          text(exchange, 400, "broken");
        }
      }
      case "/throw" -> throw new IllegalStateException("on purpose");
      case "/nothing" -> {}
      case "/throw-late" -> {
        OutputStream out = exchange.respond(head(200, 10));
        out.write("abc".getBytes(StandardCharsets.US_ASCII));
        throw new IllegalStateException("on purpose");
      }
      case "/short" -> {
        OutputStream out = exchange.respond(head(200, 10));
        out.write("abc".getBytes(StandardCharsets.US_ASCII));
      }
      case "/chunked-late" -> {
        OutputStream out = exchange.respond(new ResponseHead(200, Map.of(), OptionalLong.empty()));
        out.write("abc".getBytes(StandardCharsets.US_ASCII));
        throw new IllegalStateException("on purpose");
      }
      case "/chunked" -> {
        try (OutputStream out =
            exchange.respond(new ResponseHead(200, Map.of(), OptionalLong.empty()))) {
          for (int i = 0; i < 3000; i++) {
            out.write("0123456789".getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
      case "/204" ->
          exchange.respond(new ResponseHead(204, Map.of(), OptionalLong.empty())).close();
      case "/304" -> exchange.respond(head(304, 77)).close();
      case "/empty" -> exchange.respond(head(200, 0)).close();
      case "/inject" ->
          exchange.respond(
              new ResponseHead(
                  200, Map.of("x-bad", List.of("a\r\nx-evil: 1")), OptionalLong.of(0)));
      default -> text(exchange, 200, describe(request));
    }
  }

  private static long count(Exchange exchange) throws IOException {
    byte[] buffer = new byte[100_000];
    long total = 0;
    for (int n = exchange.body().read(buffer, 7, 90_000);
        n >= 0;
        n = exchange.body().read(buffer, 7, 90_000)) {
      total += n;
    }
    return total;
  }

  static String describe(RequestHead request) {
    return request.method()
        + "|"
        + request.rawPath()
        + "|"
        + request.rawQuery()
        + "|"
        + new TreeMap<>(request.headers());
  }

  static ResponseHead head(int status, long length) {
    return new ResponseHead(
        status, Map.of("Content-Type", List.of("text/plain")), OptionalLong.of(length));
  }

  static void text(Exchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try (OutputStream out = exchange.respond(head(status, bytes.length))) {
      if (!exchange.request().method().equals("HEAD")) {
        out.write(bytes);
      }
    }
  }
}
