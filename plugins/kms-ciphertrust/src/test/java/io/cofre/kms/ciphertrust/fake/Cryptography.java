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
    requireFields(body, Set.of("id", "type", "version", "plaintext", "mode", "aad", "iv"));
    StoredVersion key = usable(key(body), ENCRYPT);
    byte[] iv = body.has("iv") ? bytes(body, "iv") : random(12);
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
    StoredVersion key = usable(key(body), DECRYPT);
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
    if (!body.path("mode").asText().equals("gcm")) {
      throw Refusal.badRequest("mode");
    }
    if (body.has("aad") && body.path("aad").asText().isEmpty()) {
      throw Refusal.badRequest("aad is empty");
    }
  }

  private StoredVersion key(JsonNode body) throws Refusal {
    int version = body.path("version").asInt(-1);
    return keys.of(body.path("type").asText(), body.path("id").asText(), version);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static StoredVersion usable(StoredVersion key, int usage) throws Refusal {
    boolean allowed =
        switch (key.state()) {
          case "Active" -> true;
          case "Compromised" -> usage == DECRYPT; // it reveals, and protects nothing more
          default -> false;
        };
    if (!allowed) {
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
