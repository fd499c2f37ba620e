package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The transit engine of the double: real AES-256-GCM, derived keys, versions, soft deletion. It
/// refuses fields that the real engine does not know, but for those that this ignores, too.
final class FakeTransit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final class Key {
    final boolean derived;
    final List<byte[]> versions = new CopyOnWriteArrayList<>(List.of(random()));
    volatile boolean deletionAllowed;
    volatile boolean softDeleted;

    Key(boolean derived) {
      this.derived = derived;
    }
  }

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  private static byte[] random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  void addKey(String name, boolean derived) {
    keys.put(name, new Key(derived));
  }

  Reply answer(Request request, String path, JsonNode body) throws Exception {
    if (!path.startsWith("transit/")) {
      return FakeVault.error(404, "route entry not found");
    }
    String[] parts = path.split("/");
    String what =
        request.method() + " " + parts[1] + (parts[1].equals("datakey") ? "/" + parts[2] : "");
    String name = parts[1].equals("datakey") ? parts[3] : parts.length > 2 ? parts[2] : "";
    return switch (what) {
      case "GET keys" -> name.isEmpty() ? list(request) : read(name);
      case "POST keys" -> change(name, parts.length > 3 ? parts[3] : "", body);
      case "DELETE keys" -> parts.length > 3 ? soft(name, true) : delete(name);
      case "POST encrypt" -> encrypt(name, body);
      case "POST decrypt" -> decrypt(name, body);
      case "POST rewrap" -> rewrap(name, body);
      case "POST datakey/plaintext" -> dataKey(name, body);
      default -> FakeVault.error(405, "unsupported operation");
    };
  }

  private Reply list(Request request) {
    if (!request.query().equals("list=true")) {
      return FakeVault.error(405, "unsupported operation");
    }
    if (keys.isEmpty()) {
      return Reply.json(404, "{\"errors\":[]}");
    }
    var data = JSON.createObjectNode();
    keys.keySet().stream().sorted().forEach(data.putArray("keys")::add);
    return FakeVault.data(data.toString());
  }

  private Reply read(String name) {
    Key key = keys.get(name);
    if (key == null) {
      return Reply.json(404, "{\"errors\":[]}");
    }
    var data = JSON.createObjectNode();
    data.put("name", name).put("type", "aes256-gcm96").put("derived", key.derived);
    data.put("latest_version", key.versions.size()).put("soft_deleted", key.softDeleted);
    var all = data.putObject("keys");
    for (int i = 1; i <= key.versions.size(); i++) {
      all.put(String.valueOf(i), 1_767_225_600L);
    }
    return FakeVault.data(data.toString());
  }

  private Reply change(String name, String what, JsonNode body) {
    Key key = keys.get(name);
    if (what.isEmpty()) {
      boolean made = keys.putIfAbsent(name, new Key(body.path("derived").asBoolean())) == null;
      String warnings = made ? "null" : "[\"key " + name + " already existed\"]";
      return Reply.json(200, "{\"data\":{\"name\":\"x\"},\"warnings\":" + warnings + "}");
    }
    if (key == null) {
      return FakeVault.error(
          400,
          what.equals("config")
              ? "no existing key named " + name + " could be found"
              : "key not found");
    }
    switch (what) {
      case "rotate" -> key.versions.add(random());
      case "config" -> key.deletionAllowed = body.path("deletion_allowed").asBoolean();
      case "soft-delete-restore" -> {
        return soft(name, false);
      }
      default -> {
        return FakeVault.error(404, "unsupported path");
      }
    }
    return read(name);
  }

  private Reply soft(String name, boolean deleted) {
    keys.get(name).softDeleted = deleted;
    return Reply.empty(204);
  }

  private Reply delete(String name) {
    Key key = keys.get(name);
    if (key == null || !key.deletionAllowed) {
      return FakeVault.error(
          400,
          key == null ? "could not delete key; not found" : "deletion is not allowed for this key");
    }
    keys.remove(name);
    return Reply.empty(204);
  }

  private interface Work {
    Reply with(Key key, byte[] context, byte[] associated) throws GeneralSecurityException;
  }

  private Reply use(String name, JsonNode body, Work work) throws GeneralSecurityException {
    Key key = keys.get(name);
    if (key == null) {
      return FakeVault.error(400, "encryption key not found");
    }
    if (key.softDeleted) {
      return FakeVault.error(400, "refusing to use soft-deleted key");
    }
    byte[] context = binary(body, "context");
    if (key.derived && context.length == 0) {
      return FakeVault.error(
          400,
          "missing 'context' for key derivation; the key was created using a derived key, which means additional, per-request information must be included in order to perform operations with the key");
    }
    return work.with(key, key.derived ? context : new byte[0], binary(body, "associated_data"));
  }

  private static byte[] binary(JsonNode body, String field) {
    return Base64.getDecoder().decode(body.path(field).asText());
  }

  private Reply encrypt(String name, JsonNode body) throws GeneralSecurityException {
    if (!keys.containsKey(name)) { // the token may create: the engine makes the key by itself
      String type = body.path("type").asText("aes256-gcm96");
      if (!type.equals("aes256-gcm96")) {
        return FakeVault.error(400, "unknown key type " + type);
      }
      addKey(name, body.has("context"));
    }
    return use(
        name,
        body,
        (key, context, associated) ->
            ciphertext(key, binary(body, "plaintext"), context, associated, ""));
  }

  private Reply dataKey(String name, JsonNode body) throws GeneralSecurityException {
    return use(
        name,
        body,
        (key, context, _) -> {
          byte[] plain = random();
          String shown = "\"plaintext\":\"" + Base64.getEncoder().encodeToString(plain) + "\",";
          return ciphertext(key, plain, context, new byte[0], shown);
        });
  }

  private Reply rewrap(String name, JsonNode body) throws GeneralSecurityException {
    return use(
        name,
        body,
        (key, context, _) -> {
          var opened = opened(key, body.path("ciphertext").asText(), context, new byte[0]);
          return opened.wrong().isEmpty()
              ? ciphertext(key, opened.plain(), context, new byte[0], "")
              : FakeVault.error(400, opened.wrong());
        });
  }

  private Reply decrypt(String name, JsonNode body) throws GeneralSecurityException {
    return use(
        name,
        body,
        (key, context, associated) -> {
          var opened = opened(key, body.path("ciphertext").asText(), context, associated);
          return opened.wrong().isEmpty()
              ? FakeVault.data(
                  "{\"plaintext\":\"" + Base64.getEncoder().encodeToString(opened.plain()) + "\"}")
              : FakeVault.error(400, opened.wrong());
        });
  }

  private record Opened(byte[] plain, String wrong) {}

  private static Opened opened(Key key, String text, byte[] context, byte[] associated)
      throws GeneralSecurityException {
    String[] parts = text.split(":", -1);
    int version = Integer.parseInt(parts[1].substring(1));
    if (version > key.versions.size()) {
      return new Opened(new byte[0], "invalid ciphertext: version is too new");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException _) {
      return new Opened(new byte[0], "invalid ciphertext: could not decode base64");
    }
    if (bytes.length < 12) {
      return new Opened(new byte[0], "invalid ciphertext length");
    }
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, version, context, bytes);
    cipher.updateAAD(associated);
    try {
      return new Opened(cipher.doFinal(bytes, 12, bytes.length - 12), "");
    } catch (GeneralSecurityException _) {
      return new Opened(new byte[0], "cipher: message authentication failed");
    }
  }

  private static Reply ciphertext(
      Key key, byte[] plain, byte[] context, byte[] associated, String more)
      throws GeneralSecurityException {
    int version = key.versions.size();
    byte[] nonce = Arrays.copyOf(random(), 12);
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, version, context, nonce);
    cipher.updateAAD(associated);
    byte[] sealed = cipher.doFinal(plain);
    byte[] all = Arrays.copyOf(nonce, 12 + sealed.length);
    System.arraycopy(sealed, 0, all, 12, sealed.length);
    return FakeVault.data(
        "{%s\"ciphertext\":\"vault:v%d:%s\",\"key_version\":%d}"
            .formatted(more, version, Base64.getEncoder().encodeToString(all), version));
  }

  private static Cipher cipher(int mode, Key key, int version, byte[] context, byte[] nonce)
      throws GeneralSecurityException {
    Mac derive = Mac.getInstance("HmacSHA256");
    derive.init(new SecretKeySpec(key.versions.get(version - 1), "HmacSHA256"));
    var derived = new SecretKeySpec(derive.doFinal(context), "AES");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, derived, new GCMParameterSpec(128, nonce, 0, 12));
    return cipher;
  }
}
