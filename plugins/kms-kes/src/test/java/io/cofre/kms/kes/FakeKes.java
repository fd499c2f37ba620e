package io.cofre.kms.kes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import io.cofre.kms.http.testing.TestAuthority;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.tls.HeldCertificate;

/// A double of a KES server: TLS with any client certificate, identities, the statuses and texts of
/// the protocol, and its ciphertexts.
public final class FakeKes implements AutoCloseable {
  /// The key of the one identity it knows, of the seed 00 01 02 … 1f.
  public static final String API_KEY = "kes:v1:AAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  static final String IDENTITY = "a050837d85070582ccf7394b0988847cc312cb88259b894899f6f239cf1791a5";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  final Map<String, byte[]> keys;
  final Set<String> denied = ConcurrentHashMap.newKeySet();
  volatile int failing;
  private final LocalServer server;

  /// Start one that has no key.
  public FakeKes(TestAuthority authority) throws Exception {
    this(authority, new ConcurrentHashMap<>());
  }

  FakeKes(TestAuthority authority, Map<String, byte[]> keys) throws Exception {
    this.keys = keys;
    server = LocalServer.https(context(authority.server()), ClientAuth.NEED, this::answer);
  }

  private static SSLContext context(HeldCertificate held) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    PrivateKey key = held.keyPair().getPrivate();
    store.setKeyEntry("server", key, new char[0], new Certificate[] {held.certificate()});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new TrustManager[] {new AnyClient()}, RANDOM);
    return context;
  }

  /// Lets every client in: a KES server knows them by their key.
  private static final class AnyClient extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /// Where it listens.
  public String uri() {
    return server.uri();
  }

  int port() {
    return server.port();
  }

  int requests() {
    return server.requests();
  }

  private Reply answer(Request request) throws Exception {
    if (failing > 0) {
      return error(failing, "key store is not reachable");
    }
    String identity = ApiKey.identity(request.peer().getFirst().getPublicKey());
    boolean known = identity.equals(IDENTITY);
    if (!known || denied.stream().anyMatch(request.path()::startsWith)) {
      return error(403, "not authorized: insufficient permissions");
    }
    if (request.path().equals("/v1/ready")) {
      return Reply.empty(200);
    }
    String[] parts = request.path().split("/", -1);
    if (parts.length != 5 || !request.path().startsWith("/v1/key/")) {
      return new Reply(
          404, Map.of(), "404 page not found".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return operation(request.method() + " " + parts[3], parts[4], request);
  }

  private Reply operation(String what, String name, Request request) throws Exception {
    if (what.equals("GET list")) {
      return Reply.json(200, page(name).toString());
    }
    if (!name.matches("[0-9A-Za-z_-]{1,80}")) {
      return error(
          400, "key name '" + name + "' is empty, too long or contains invalid characters");
    }
    if (what.equals("POST create")) {
      return keys.putIfAbsent(name, random(32)) == null
          ? Reply.empty(200)
          : error(400, "key already exists");
    }
    byte[] key = keys.get(name);
    if (key == null) {
      return error(404, "key does not exist");
    }
    JsonNode body =
        request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
    byte[] context = body.path("context").binaryValue();
    return switch (what) {
      case "GET describe" ->
          Reply.json(
              200,
              "{\"name\":\"%s\",\"algorithm\":\"AES256\",\"created_at\":\"2026-01-02T03:04:05.678901234Z\",\"created_by\":\"%s\"}"
                  .formatted(name, IDENTITY));
      case "DELETE delete" -> {
        keys.remove(name);
        yield Reply.empty(200);
      }
      case "POST encrypt" -> sealed(key, body.path("plaintext").binaryValue(), context, false);
      case "POST generate" -> sealed(key, random(32), context, true);
      case "POST decrypt" -> opened(key, body.path("ciphertext").binaryValue(), context);
      default -> error(405, "received method '" + request.method() + "'");
    };
  }

  /// Two names a page.
  private ObjectNode page(String from) {
    List<String> names =
        keys.keySet().stream().filter(name -> name.compareTo(from) >= 0).sorted().toList();
    ObjectNode page = JSON.createObjectNode();
    names.stream().limit(2).forEach(page.putArray("names")::add);
    return names.size() > 2 ? page.put("continue_at", names.get(2)) : page;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static Reply sealed(byte[] key, byte[] plain, byte[] context, boolean shown)
      throws GeneralSecurityException {
    byte[] iv = random(16);
    byte[] nonce = random(12);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, nonce, context).doFinal(plain);
    byte[] all = Arrays.copyOf(sealed, sealed.length + 28);
    System.arraycopy(iv, 0, all, sealed.length, 16);
    System.arraycopy(nonce, 0, all, sealed.length + 16, 12);
    ObjectNode answer = JSON.createObjectNode().put("ciphertext", all);
    if (shown) {
      answer.put("plaintext", plain);
    }
    return Reply.json(200, answer.toString());
  }

  private static Reply opened(byte[] key, byte[] all, byte[] context) {
    try {
      int end = all.length - 28;
      byte[] iv = Arrays.copyOfRange(all, end, end + 16);
      byte[] nonce = Arrays.copyOfRange(all, end + 16, all.length);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key, iv, nonce, context).doFinal(all, 0, end);
      return Reply.json(200, JSON.createObjectNode().put("plaintext", plain).toString());
    } catch (GeneralSecurityException | RuntimeException _) {
      return error(400, "decryption failed: ciphertext is not authentic");
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] iv, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Mac derive = Mac.getInstance("HmacSHA256");
    derive.init(new SecretKeySpec(key, "HmacSHA256"));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var derived = new SecretKeySpec(derive.doFinal(iv), "AES");
    cipher.init(mode, derived, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  private static Reply error(int status, String text) {
    return Reply.json(status, JSON.createObjectNode().put("message", text).toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
