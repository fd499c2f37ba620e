package io.cofre.kms.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// One request to the double. A blob is `AWSD`, the id of the key (36), the number of its material
/// (4), a nonce (12), and AES-256-GCM with the head and the context as associated data.
record DoubleActions(DoubleKeys keys, JsonNode request) {
  private static final int PAGE = 2;
  private static final int HEAD = 44;

  String answer(String action) {
    return switch (action) {
      case "Encrypt" -> encrypt();
      case "GenerateDataKey" -> generate();
      case "Decrypt" -> decrypt();
      case "ReEncrypt" -> reEncrypt();
      case "DescribeKey" -> "{\"KeyMetadata\":%s}".formatted(metadata(key(true)));
      case "CreateKey" -> create();
      case "CreateAlias" -> createAlias();
      case "ListAliases" -> listAliases();
      case "ListKeys" -> listKeys();
      case "RotateKeyOnDemand" -> rotate();
      case "EnableKey" -> state("Disabled", "Enabled");
      case "DisableKey" -> state("Enabled", "Disabled");
      case "ScheduleKeyDeletion" -> schedule();
      case "CancelKeyDeletion" -> state("PendingDeletion", "Disabled");
      default -> throw new Refusal("UnknownOperationException", action);
    };
  }

  private String text(String field) {
    return request
        .field(field)
        .map(JsonNode::text)
        .orElseThrow(() -> new Refusal("ValidationException", field + " must not be null"));
  }

  private byte[] bytes(String field, int longest) {
    byte[] bytes = Base64.getDecoder().decode(text(field));
    if (bytes.length == 0 || bytes.length > longest) {
      throw new Refusal("ValidationException", "'%s' failed to satisfy".formatted(field));
    }
    return bytes;
  }

  private DoubleKey key(boolean aliasToo) {
    return keys.find(text("KeyId"), aliasToo);
  }

  private byte[] context(String field) {
    Map<String, String> sorted = new TreeMap<>();
    request
        .field(field)
        .map(JsonNode::asObject)
        .orElse(Map.of())
        .forEach((k, v) -> sorted.put(k, v.asString()));
    if (sorted.toString().length() > 8192 || sorted.containsKey("") || sorted.containsValue("")) {
      throw new Refusal("ValidationException", "Invalid EncryptionContext");
    }
    return sorted.entrySet().stream()
        .map(e -> e.getKey().length() + ":" + e.getKey() + e.getValue().length() + e.getValue())
        .collect(Collectors.joining(","))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String encrypt() {
    DoubleKey key = keys.usable(text("KeyId"));
    byte[] blob = seal(key, bytes("Plaintext", 4096), context("EncryptionContext"));
    return "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"%s\",\"EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}"
        .formatted(keys.arn(key), base64(blob));
  }

  private String generate() {
    DoubleKey key = keys.usable(text("KeyId"));
    if (!text("KeySpec").equals("AES_256")) {
      throw new Refusal("ValidationException", "keySpec");
    }
    byte[] plain = new byte[32];
    new SecureRandom().nextBytes(plain);
    return "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"%s\",\"Plaintext\":\"%s\",\"KeyMaterialId\":\"%s\"}"
        .formatted(
            keys.arn(key),
            base64(seal(key, plain, context("EncryptionContext"))),
            base64(plain),
            key.materialId(key.current));
  }

  private String decrypt() {
    DoubleKey key = keys.usable(text("KeyId"));
    byte[] plain = open(key, context("EncryptionContext"));
    return "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}".formatted(keys.arn(key), base64(plain));
  }

  private String reEncrypt() {
    DoubleKey source = keys.usable(text("SourceKeyId"));
    DoubleKey target = keys.usable(text("DestinationKeyId"));
    byte[] plain = open(source, context("SourceEncryptionContext"));
    byte[] blob = seal(target, plain, context("DestinationEncryptionContext"));
    return "{\"KeyId\":\"%s\",\"SourceKeyId\":\"%s\",\"CiphertextBlob\":\"%s\",\"DestinationKeyMaterialId\":\"%s\"}"
        .formatted(
            keys.arn(target), keys.arn(source), base64(blob), target.materialId(target.current));
  }

  private static byte[] seal(DoubleKey key, byte[] plain, byte[] context) {
    byte[] nonce = new byte[12];
    new SecureRandom().nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(HEAD)
            .put("AWSD".getBytes(StandardCharsets.US_ASCII))
            .put(key.id.getBytes(StandardCharsets.US_ASCII))
            .putInt(key.current)
            .array();
    byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, key.current, nonce, head, context, plain);
    return ByteBuffer.allocate(HEAD + 12 + sealed.length).put(head).put(nonce).put(sealed).array();
  }

  private byte[] open(DoubleKey key, byte[] context) {
    ByteBuffer blob = ByteBuffer.wrap(bytes("CiphertextBlob", 6144));
    if (blob.remaining() < HEAD + 28 || blob.getInt(0) != 0x41575344) {
      throw new Refusal("InvalidCiphertextException", "");
    }
    byte[] head = new byte[HEAD];
    byte[] nonce = new byte[12];
    byte[] sealed = new byte[blob.remaining() - HEAD - 12];
    blob.get(head).get(nonce).get(sealed);
    if (!new String(head, 4, 36, StandardCharsets.US_ASCII).equals(key.id)) {
      throw new Refusal(
          "IncorrectKeyException", "The key ID in the request does not identify a CMK that can");
    }
    int material = ByteBuffer.wrap(head).getInt(40);
    if (material < 0 || material >= key.materials.size()) {
      throw new Refusal("InvalidCiphertextException", "");
    }
    return gcm(Cipher.DECRYPT_MODE, key, material, nonce, head, context, sealed);
  }

  private static byte[] gcm(
      int mode, DoubleKey key, int material, byte[] nonce, byte[] head, byte[] context, byte[] in) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var secret = new SecretKeySpec(key.materials.get(material), "AES");
      cipher.init(mode, secret, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(head);
      cipher.updateAAD(context);
      return cipher.doFinal(in);
    } catch (GeneralSecurityException e) {
      throw new Refusal("InvalidCiphertextException", "");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String metadata(DoubleKey key) {
    synchronized (key) {
      if (key.looksUntilRotated > 0 && --key.looksUntilRotated == 0) {
        key.current = key.materials.size() - 1;
      }
      return ("{\"KeyId\":\"%s\",\"Arn\":\"%s\",\"KeyState\":\"%s\",\"CreationDate\":1.7e9,"
              + "\"KeyManager\":\"CUSTOMER\",\"KeySpec\":\"SYMMETRIC_DEFAULT\","
              + "\"KeyUsage\":\"ENCRYPT_DECRYPT\",\"MultiRegion\":%s,\"CurrentKeyMaterialId\":\"%s\"}")
          .formatted(
              key.id, keys.arn(key), key.state, key.multiRegion, key.materialId(key.current));
    }
  }

  private String create() {
    boolean multi = request.field("MultiRegion").map(JsonNode::asBoolean).orElse(false);
    return "{\"KeyMetadata\":%s}".formatted(metadata(keys.create(multi)));
  }

  private String createAlias() {
    String alias = text("AliasName");
    DoubleKey target = keys.find(text("TargetKeyId"), false);
    if (!alias.matches("alias/[a-zA-Z0-9/_-]+") || alias.startsWith("alias/aws/")) {
      throw new Refusal("InvalidAliasNameException", alias);
    }
    if (keys.aliases.putIfAbsent(alias, target.id) != null) {
      throw new Refusal("AlreadyExistsException", alias + " already exists");
    }
    return "{}";
  }

  private String listAliases() {
    return page(
        "Aliases",
        keys.aliases.entrySet().stream()
            .map(e ->
                "{\"AliasName\":\"%s\",\"TargetKeyId\":\"%s\"}".formatted(e.getKey(), e.getValue()))
            .toList());
  }

  private String listKeys() {
    return page(
        "Keys",
        keys.byId.values().stream()
            .map(k -> "{\"KeyId\":\"%s\",\"KeyArn\":\"%s\"}".formatted(k.id, keys.arn(k)))
            .toList());
  }

  private String page(String field, List<String> all) {
    int from = request.field("Marker").map(m -> Integer.valueOf(m.text())).orElse(0);
    int to = Math.min(all.size(), from + PAGE);
    String more = to < all.size() ? ",\"NextMarker\":\"%d\"".formatted(to) : "";
    return "{\"%s\":[%s],\"Truncated\":%s%s}"
        .formatted(field, String.join(",", all.subList(from, to)), to < all.size(), more);
  }

  private String rotate() {
    DoubleKey key = key(false);
    keys.usable(key.id);
    synchronized (key) {
      if (key.looksUntilRotated > 0) {
        throw new Refusal("ConflictException", "a rotation is in progress");
      }
      key.addMaterial();
      key.looksUntilRotated = 2;
    }
    return "{\"KeyId\":\"%s\"}".formatted(keys.arn(key));
  }

  private String state(String from, String to) {
    DoubleKey key = key(false);
    if (!key.state.equals(from) && !key.state.equals(to)) {
      throw new Refusal("KMSInvalidStateException", keys.arn(key) + " is pending deletion.");
    }
    key.state = to;
    return "{\"KeyId\":\"%s\"}".formatted(keys.arn(key));
  }

  private String schedule() {
    DoubleKey key = key(false);
    int days = Integer.parseInt(request.field("PendingWindowInDays").orElseThrow().asNumber());
    if (days < 7 || days > 30) {
      throw new Refusal("ValidationException", "PendingWindowInDays");
    }
    if (key.state.equals("PendingDeletion")) {
      throw new Refusal("KMSInvalidStateException", keys.arn(key) + " is pending deletion.");
    }
    key.state = "PendingDeletion";
    return "{\"KeyId\":\"%s\"}".formatted(keys.arn(key));
  }
}
