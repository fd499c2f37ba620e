package io.cofre.core.transport.http2;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.transport.exchange.Peer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One HTTP/2 stream as an exchange.
final class Http2Exchange implements Exchange {
  private static final Set<String> OF_TRANSFER =
      Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "upgrade");
  private final ServerResponse response;
  private final RequestHead request;
  private final InputStream body;
  private Optional<Http2Sink> sink = Optional.empty();

  Http2Exchange(ServerRequest request, ServerResponse response) {
    this.response = response;
    this.request = head(request);
    this.body =
        request.content().hasEntity()
            ? new Http2Body(request, announced(this.request))
            : InputStream.nullInputStream();
  }

  private static OptionalLong announced(RequestHead request) {
    try {
      return request
          .header("content-length")
          .map(text -> OptionalLong.of(Long.parseLong(text)))
          .orElse(OptionalLong.empty());
    } catch (NumberFormatException _) {
      return OptionalLong.empty(); // the stream's end tells where the body ends
    }
  }

  private static RequestHead head(ServerRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : request.headers()) {
      headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues()));
    }
    HttpPrologue prologue = request.prologue();
    String path = prologue.uriPath().rawPath();
    String query = prologue.hasQuery() ? prologue.query().rawValue() : "";
    String fragment = prologue.fragment().hasValue() ? "#" + prologue.fragment().rawValue() : "";
    Peer peer = Peer.of(request.remotePeer(), request.isSecure());
    return new RequestHead(
        prologue.method().text(),
        prologue.hasQuery() ? path : path + fragment,
        prologue.hasQuery() ? query + fragment : query,
        headers,
        peer.address(),
        peer.confidential(),
        peer.certificates());
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public OutputStream respond(ResponseHead head) throws IOException {
    if (sink.isPresent()) {
      throw new IllegalStateException("an answer was begun before");
    }
    response.status(Status.create(head.status()));
    head.headers().forEach(this::set);
    set("server", List.of("Cofre"));
    boolean never = head.status() == 204 || head.status() == 304;
    boolean bodiless = never || request.method().equals("HEAD");
    OptionalLong length = bodiless ? OptionalLong.of(0) : head.length();
    if (!never && head.length().isPresent()) {
      response.headers().set(HeaderNames.CONTENT_LENGTH, Long.toString(head.length().getAsLong()));
    }
    Http2Sink made = new Http2Sink((RoutingResponse) response, length);
    sink = Optional.of(made);
    if (length.isPresent() && length.getAsLong() == 0) {
      boolean lengthUnknown = bodiless && (never || head.length().isEmpty());
      made.finishEmpty(lengthUnknown);
    }
    return made;
  }

  void fail(byte[] text) throws IOException {
    Map<String, List<String>> headers = Map.of("content-type", List.of("text/plain"));
    boolean bodiless = request.method().equals("HEAD");
    try (OutputStream out = respond(new ResponseHead(500, headers, OptionalLong.of(text.length)))) {
      if (!bodiless) {
        out.write(text);
      }
    }
  }

  private void set(String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean given = lower.equals("server") && response.headers().contains(HeaderNames.SERVER);
    if (!OF_TRANSFER.contains(lower) && !given) {
      Header header = HeaderValues.create(HeaderNames.createFromLowercase(lower), values);
      header.validate();
      response.headers().set(header);
    }
  }

  boolean answered() {
    return sink.isPresent();
  }

  /// Whether the peer broke off, so that no answer could be given.
  boolean peerFailed() {
    return (body instanceof Http2Body sent && sent.broken())
        || sink.map(Http2Sink::failed).orElse(false);
  }

  boolean complete() {
    return sink.map(Http2Sink::complete).orElse(false);
  }
}
