package io.cofre.core.transport.http2;

import io.cofre.api.transport.Gate;
import io.cofre.core.transport.exchange.Failures;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Hands every HTTP/2 request to the gate.
public final class Http2Routing {
  private final Gate gate;
  private final ServerConnectionSelector selector;

  /// Make one.
  ///
  /// @param head the most bytes of all headers
  /// @param streams how many requests one connection may have under way
  public Http2Routing(Gate gate, int head, int streams) {
    this.gate = gate;
    this.selector =
        Http2ConnectionSelector.builder()
            .http2Config(
                Http2Config.builder()
                    .maxHeaderListSize(head)
                    .maxConcurrentStreams(streams)
                    .validatePath(false)
                    .build())
            .build();
  }

  /// What speaks HTTP/2.
  public ServerConnectionSelector selector() {
    return selector;
  }

  /// One route for everything.
  public HttpRouting.Builder routing() {
    return HttpRouting.builder().any(this::route);
  }

  private void route(ServerRequest request, ServerResponse response) throws IOException {
    Http2Exchange exchange = new Http2Exchange(request, response);
    try {
      gate.enter(exchange);
    } catch (RuntimeException | Error e) {
      String id = Failures.log(e, exchange.peerFailed());
      if (exchange.answered()) {
        throw reset("the gate failed after it began to answer");
      }
      fail(exchange, id);
      return;
    }
    if (!exchange.answered()) {
      fail(exchange, Failures.unanswered(exchange.peerFailed()));
    } else if (!exchange.complete()) {
      throw reset("the answer was not finished");
    }
  }

  private static void fail(Http2Exchange exchange, String id) throws IOException {
    byte[] text = Failures.text(id).getBytes(StandardCharsets.US_ASCII);
    exchange.fail(text);
  }

  /// Helidon answers this with RST_STREAM.
  private static CloseConnectionException reset(String why) {
    return new CloseConnectionException(why, new Http2Exception(Http2ErrorCode.INTERNAL, why));
  }
}
