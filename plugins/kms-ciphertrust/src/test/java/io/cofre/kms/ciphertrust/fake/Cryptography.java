package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// `crypto/encrypt` and `crypto/decrypt` in GCM, with the real cipher.
record Cryptography(StoredKeys keys) {
  private static final int ENCRYPT = 4;
  private static final int DECRYPT = 8;
  private static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  JsonNode encrypt(JsonNode body) throws Refusal {
    requireFields(body, Set.of("id", "type", "plaintext", "mode", "aad"));
    StoredVersion key = usable(keys.named(body.path("id").asText(), -1), ENCRYPT);
    byte[] iv = new byte[12];
    RANDOM.nextBytes(iv);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, iv, body, bytes(body, "plaintext"));
    int length = sealed.length - TAG;
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", key.id)
        .put("version", key.version)
        .put("mode", "gcm")
        .put("iv", Base64.getEncoder().encodeToString(iv))
        .put(
            "tag",
            Base64.getEncoder().encodeToString(Arrays.copyOfRange(sealed, length, sealed.length)))
        .put("ciphertext", Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, length)));
  }

  JsonNode decrypt(JsonNode body) throws Refusal {
    requireFields(body, Set.of("id", "type", "version", "ciphertext", "iv", "tag", "mode", "aad"));
    if (!body.path("version").isInt()) {
      throw Refusal.badRequest("version");
    }
    StoredVersion key =
        usable(keys.named(body.path("id").asText(), body.path("version").asInt()), DECRYPT);
    byte[] ciphertext = bytes(body, "ciphertext");
    byte[] tag = bytes(body, "tag");
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
    System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
    byte[] plain = run(Cipher.DECRYPT_MODE, key, bytes(body, "iv"), body, sealed);
    return JsonNodeFactory.instance
        .objectNode()
        .put("plaintext", Base64.getEncoder().encodeToString(plain));
  }

  private static void requireFields(JsonNode body, Set<String> known) throws Refusal {
    for (var fields = body.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        throw Refusal.badRequest("no field of the API: " + field);
      }
    }
    if (!body.path("type").asText().equals("name") || !body.path("mode").asText().equals("gcm")) {
      throw Refusal.badRequest("type or mode");
    }
    if (body.has("aad") && body.path("aad").asText().isEmpty()) {
      throw Refusal.badRequest("aad is empty");
    }
  }

  private static StoredVersion usable(StoredVersion key, int usage) throws Refusal {
    if (!key.state().equals("Active")) {
      throw Refusal.badRequest("Key is not in an allowed state for this operation");
    }
    if ((key.usageMask & usage) == 0) {
      throw Refusal.badRequest("Key usage mask does not allow this operation");
    }
    return key;
  }

  private static byte[] bytes(JsonNode body, String field) throws Refusal {
    try {
      return Base64.getDecoder().decode(body.path(field).asText());
    } catch (IllegalArgumentException _) {
      throw Refusal.badRequest("illegal base64 data at input byte 4");
    }
  }

  private static byte[] run(int mode, StoredVersion key, byte[] iv, JsonNode body, byte[] in)
      throws Refusal {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key.material, "AES"), new GCMParameterSpec(8 * TAG, iv));
      cipher.updateAAD(bytes(body, "aad"));
      return cipher.doFinal(in);
    } catch (AEADBadTagException _) {
      throw Refusal.cryptographic();
    } catch (GeneralSecurityException e) {
      throw Refusal.badRequest("cipher");
    }
  }
}
