package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// `encrypt` and `decrypt` in GCM, with the real cipher.
record Cryptography(SecurityObjects objects) {
  private static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  JsonNode encrypt(JsonNode body) throws Refusal {
    requireFields(body, Set.of("key", "alg", "mode", "plain", "ad", "tag_len"));
    if (body.path("tag_len").asInt() != 8 * TAG) {
      throw Refusal.badRequest("tag length must be specified for GCM mode");
    }
    SecurityObject key = usable(body, "ENCRYPT");
    byte[] iv = new byte[12];
    RANDOM.nextBytes(iv);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, iv, body, bytes(body, "plain"));
    int length = sealed.length - TAG;
    return JsonNodeFactory.instance
        .objectNode()
        .put("kid", key.kid)
        .put("cipher", Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, length)))
        .put("iv", Base64.getEncoder().encodeToString(iv))
        .put(
            "tag",
            Base64.getEncoder().encodeToString(Arrays.copyOfRange(sealed, length, sealed.length)));
  }

  JsonNode decrypt(JsonNode body) throws Refusal {
    requireFields(body, Set.of("key", "alg", "mode", "cipher", "iv", "tag", "ad"));
    SecurityObject key = usable(body, "DECRYPT");
    byte[] cipher = bytes(body, "cipher");
    byte[] tag = bytes(body, "tag");
    byte[] sealed = Arrays.copyOf(cipher, cipher.length + tag.length);
    System.arraycopy(tag, 0, sealed, cipher.length, tag.length);
    byte[] plain = run(Cipher.DECRYPT_MODE, key, bytes(body, "iv"), body, sealed);
    return JsonNodeFactory.instance
        .objectNode()
        .put("kid", key.kid)
        .put("plain", Base64.getEncoder().encodeToString(plain));
  }

  private static void requireFields(JsonNode body, Set<String> known) throws Refusal {
    for (var fields = body.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        throw Refusal.badRequest("unknown field `" + field + "`");
      }
    }
    if (!body.path("alg").asText().equals("AES") || !body.path("mode").asText().equals("GCM")) {
      throw Refusal.badRequest("invalid algorithm or mode");
    }
  }

  private SecurityObject usable(JsonNode body, String operation) throws Refusal {
    SecurityObject key = objects.described(body.path("key"), false);
    if (!key.enabled) {
      throw Refusal.text(403, "requested operation is not allowed on this object");
    }
    if (key.approval) {
      throw Refusal.text(403, "This operation requires approval");
    }
    boolean allowed =
        switch (key.state) {
          case "Active" -> true;
          case "Deactivated", "Compromised" -> operation.equals("DECRYPT");
          default -> false;
        };
    if (!allowed || !key.operations.contains(operation)) {
      throw Refusal.text(403, "requested operation is not allowed with this key");
    }
    return key;
  }

  private static byte[] bytes(JsonNode body, String field) throws Refusal {
    try {
      return Base64.getDecoder().decode(body.path(field).asText());
    } catch (IllegalArgumentException _) {
      throw Refusal.badRequest("invalid base64");
    }
  }

  private static byte[] run(int mode, SecurityObject key, byte[] iv, JsonNode body, byte[] in)
      throws Refusal {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key.material, "AES"), new GCMParameterSpec(8 * TAG, iv));
      cipher.updateAAD(bytes(body, "ad"));
      return cipher.doFinal(in);
    } catch (GeneralSecurityException e) {
      throw Refusal.text(400, "decryption failed");
    }
  }
}
