package io.cofre.kms.http.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A web proxy on a free port of loopback, which knows the names below [#DOMAIN] only and finds
/// them all on loopback.
///
/// It is strict: a request is `CONNECT host:port` with TLS in the tunnel, or has a target in
/// absolute form. What it carried it notes, and what no client should send.
public final class WebProxy implements AutoCloseable {
  /// The domain of the names it knows; no name server knows them.
  public static final String DOMAIN = "cofre.example";

  private static final int HANDSHAKE = 22; // the type of TLS records that a client begins with
  private final Listener listener;
  private final List<String> tunnels = new CopyOnWriteArrayList<>();
  private final List<String> plain = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile String credentials = ""; // none are asked for
  private volatile Mood mood = Mood.SERVING;

  private enum Mood {
    SERVING,
    REFUSING,
    LEAVING
  }

  private WebProxy() throws IOException {
    listener = Listener.start(ServerSocketFactory.getDefault(), this::serve);
  }

  /// Start one that asks for no password.
  public static WebProxy start() throws IOException {
    return new WebProxy();
  }

  /// Answer 407 to whoever does not show these credentials, from now on.
  public WebProxy demand(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    credentials = "Basic " + Base64.getEncoder().encodeToString(both);
    return this;
  }

  /// Answer 403 to everyone, from now on.
  public WebProxy refuse() {
    mood = Mood.REFUSING;
    return this;
  }

  /// Close each connection when its request came, from now on.
  public WebProxy hangUp() {
    mood = Mood.LEAVING;
    return this;
  }

  /// The `host:port` of each tunnel so far.
  public List<String> tunnels() {
    return List.copyOf(tunnels);
  }

  /// The `host:port` of each request in the clear so far.
  public List<String> plain() {
    return List.copyOf(plain);
  }

  /// What clients did wrong so far.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Where it listens, as operators write it, without credentials.
  public String uri() {
    return "http://127.0.0.1:" + port();
  }

  /// Where it listens.
  public int port() {
    return listener.port();
  }

  private void serve(Socket client) throws IOException {
    try {
      Optional<ProxyRequest> request = ProxyRequest.read(client.getInputStream());
      if (request.isPresent() && mood != Mood.LEAVING) {
        answer(request.get(), client);
      }
    } catch (IllegalArgumentException e) {
      complaints.add(String.valueOf(e.getMessage()));
    }
  }

  private void answer(ProxyRequest request, Socket client) throws IOException {
    if (mood == Mood.REFUSING) {
      say(client, "403 Forbidden", "");
    } else if (!credentials.isEmpty() && !credentials.equals(request.credentials())) {
      say(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"\r\n");
    } else if (!request.host().endsWith("." + DOMAIN)) {
      complaints.add("a proxy was asked for " + request.host());
      say(client, "502 Bad Gateway", "");
    } else {
      carry(request, client);
    }
  }

  private static void say(Socket client, String status, String header) throws IOException {
    String head =
        "HTTP/1.1 %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status, header);
    client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
  }

  private void carry(ProxyRequest request, Socket client) throws IOException {
    try (var server = new Socket(InetAddress.getLoopbackAddress(), request.port())) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      if (request.isTunnel()) {
        tunnels.add(request.target());
        client
            .getOutputStream()
            .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        int first = in.read();
        if (first < 0) {
          return; // it thought better of it
        }
        if (first != HANDSHAKE) {
          complaints.add("a tunnel began with the byte %d, not with TLS".formatted(first));
          return;
        }
        out.write(first);
      } else {
        plain.add(request.target());
        out.write(request.forwarded());
      }
      Listener.join(client, server);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
