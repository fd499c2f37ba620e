package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.kms.http.testing.FakeKms;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// CipherTrust Manager as far as its REST description goes: grants, domains, versions, states, the
/// real cipher, and its own error bodies. It refuses what the vendor's would refuse.
public final class FakeCipherTrust implements FakeKms {
  /// The user that may log in.
  public static final String USER = "cofre";

  /// The user's password.
  public static final String PASSWORD = "correct-horse-battery-staple";

  /// The id of the registered client.
  public static final String CLIENT = "7c0e9a1e-2c3f-4b7a-9d10-4c31b1a85e4e";

  /// A refresh token that an administrator made.
  public static final String REFRESH_TOKEN = "long-lived-refresh-token-made-by-an-administrator";

  private static final ObjectMapper JSON = new ObjectMapper();
  private final Tokens tokens = new Tokens();
  private final Map<String, Routes> domains = new ConcurrentHashMap<>();

  /// The tokens it gave.
  public Tokens tokens() {
    return tokens;
  }

  /// The keys of a domain; `root` is the first.
  public StoredKeys keys(String domain) {
    return routes(domain).keys();
  }

  @Override
  public void create(String key) {
    keys("root").add(key);
  }

  @Override
  public void rotate(String key) throws IOException {
    try {
      keys("root").rotate(key);
    } catch (Refusal e) {
      throw new IOException(e);
    }
  }

  private Routes routes(String domain) {
    return domains.computeIfAbsent(
        domain,
        _ -> {
          var keys = new StoredKeys();
          return new Routes(keys, new Cryptography(keys));
        });
  }

  @Override
  public Reply handle(Request asked) throws IOException {
    try {
      return unlessRefused(asked);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Reply unlessRefused(Request asked) throws IOException, Refusal {
    if (asked.path().startsWith("/api/v1/crypto/") && !accepts(asked.header("Accept"))) {
      throw Refusal.text(400, "Accept header is invalid."); // asked for by `crypto` alone
    }
    if (asked.body().length > 0 && !asked.header("Content-Type").startsWith("application/json")) {
      throw Refusal.badRequest("Content-Type");
    }
    if (asked.path().matches("/api/v1/auth/tokens/?") && asked.method().equals("POST")) {
      return Reply.json(200, tokens.grant(json(asked.body()), !asked.peer().isEmpty()).toString());
    }
    String domain = tokens.domain(asked.header("Authorization"));
    return routes(domain).answer(asked, json(asked.body()));
  }

  private static boolean accepts(String header) {
    return header.equals("application/json") || header.equals("*/*");
  }

  private static JsonNode json(byte[] body) throws IOException, Refusal {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      throw Refusal.badRequest("invalid character 'n' looking for beginning of value");
    }
  }
}
