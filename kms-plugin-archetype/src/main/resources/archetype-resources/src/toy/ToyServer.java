import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A KMS to play with. Its key `cofre` is made of its token, so that it unwraps what it wrapped
/// before it was stopped: whoever knows the token knows the key. It also has a key `disabled`.
///
/// usage: java ToyServer.java [PORT]
final class ToyServer {
  private static final String TOKEN = "toy-token";
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, SecretKeySpec> KEYS = Map.of("cofre", key("cofre"));

  private ToyServer() {}

  private static SecretKeySpec key(String name) {
    try {
      byte[] bytes =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest((TOKEN + name).getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(bytes, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] arguments) throws IOException {
    int port = arguments.length == 0 ? 7700 : Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", ToyServer::answer);
    server.start();
    System.out.println(
        "the toy KMS listens on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      String[] path = exchange.getRequestURI().getRawPath().split("/");
      if (!("Bearer " + TOKEN).equals(bearer)) {
        exchange.sendResponseHeaders(403, -1);
      } else if (path.length == 2 && path[1].equals("health")) {
        exchange.sendResponseHeaders(200, -1);
      } else if (path.length == 4 && path[1].equals("keys")) {
        use(exchange, URLDecoder.decode(path[2], StandardCharsets.UTF_8), path[3], body);
      } else {
        exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private static void use(HttpExchange exchange, String name, String verb, String body)
      throws IOException {
    if (name.equals("disabled")) {
      exchange.sendResponseHeaders(409, -1);
      return;
    }
    SecretKeySpec key = KEYS.get(name);
    if (key == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    try {
      List<byte[]> lines = body.lines().map(Base64.getDecoder()::decode).toList();
      byte[] context = lines.get(0);
      byte[] bytes = lines.get(1);
      byte[] made = verb.equals("wrap") ? wrap(key, context, bytes) : unwrap(key, context, bytes);
      byte[] answer = Base64.getEncoder().encode(made);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (GeneralSecurityException | RuntimeException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private static byte[] wrap(SecretKeySpec key, byte[] context, byte[] plain)
      throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
    byte[] all = new byte[NONCE + sealed.length];
    System.arraycopy(nonce, 0, all, 0, NONCE);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return all;
  }

  private static byte[] unwrap(SecretKeySpec key, byte[] context, byte[] wrapped)
      throws GeneralSecurityException {
    byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE);
    return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
        .doFinal(wrapped, NONCE, wrapped.length - NONCE);
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(context);
    return cipher;
  }
}
