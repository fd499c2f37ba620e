package io.cofre.tck.fake;

import io.cofre.api.transport.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Builds a [MemoryExchange], step by step. Used by one thread.
///
/// @since 0.1
public final class MemoryRequest {
  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
  private boolean confidential;
  private List<X509Certificate> certificates = List.of();

  private MemoryRequest(String method, String rawPath, String rawQuery) {
    this.method = method;
    this.rawPath = rawPath;
    this.rawQuery = rawQuery;
  }

  /// Begin a request.
  ///
  /// @param method `GET`, `PUT`, ...
  /// @param target the path, percent-encoded, with `?` and the query when there is one
  public static MemoryRequest of(String method, String target) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new MemoryRequest(method, target, "")
        : new MemoryRequest(method, target.substring(0, mark), target.substring(mark + 1));
  }

  /// Add a value of a header; repeated names keep their order.
  public MemoryRequest header(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(value);
    return this;
  }

  /// Say who is connected; loopback otherwise.
  public MemoryRequest peer(InetSocketAddress who) {
    peer = who;
    return this;
  }

  /// Make the connection confidential, as over TLS.
  public MemoryRequest confidential() {
    confidential = true;
    return this;
  }

  /// Give the peer a certificate chain, leaf first, as over mutual TLS.
  public MemoryRequest certificates(List<X509Certificate> chain) {
    certificates = List.copyOf(chain);
    return confidential();
  }

  /// Return the head as it is now.
  public RequestHead head() {
    Map<String, List<String>> copied = new LinkedHashMap<>();
    headers.forEach((name, values) -> copied.put(name, List.copyOf(values)));
    return new RequestHead(method, rawPath, rawQuery, copied, peer, confidential, certificates);
  }

  /// Finish a request without a body.
  public MemoryExchange exchange() {
    return new MemoryExchange(head(), InputStream.nullInputStream());
  }

  /// Finish with a body, announcing its length unless a length or an encoding is announced.
  public MemoryExchange exchange(byte[] body) {
    if (!headers.containsKey("content-length") && !headers.containsKey("transfer-encoding")) {
      header("content-length", Integer.toString(body.length));
    }
    return new MemoryExchange(head(), new ByteArrayInputStream(body));
  }

  /// Finish with a text in UTF-8, as [#exchange(byte[])].
  public MemoryExchange exchange(String body) {
    return exchange(body.getBytes(StandardCharsets.UTF_8));
  }

  /// Finish with a streamed body; headers are left as they are.
  public MemoryExchange exchange(InputStream body) {
    return new MemoryExchange(head(), body);
  }
}
