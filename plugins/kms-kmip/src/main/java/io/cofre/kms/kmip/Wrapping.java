package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

import io.cofre.kmip.wire.CipherRequests;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kms.http.AesGcm;

/// Makes the bodies of wrapped keys, and opens them. Thread-safe.
record Wrapping(KmipClient client) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] LABEL = "cofre kms-kmip 2".getBytes(StandardCharsets.UTF_8);
  private static final int NONCE = 12;
  private static final int IV = 16;
  private static final int BY_SEED_SIZE = IV + DataKey.SIZE + AesGcm.SIZE;

  Envelope wrap(byte layout, KeyId key, String id, DataKey plain, KeyContext context)
      throws Refusal {
    byte[] associated = Envelope.associated(layout, key, context);
    byte[] body =
        layout == Envelope.BY_SERVER
            ? byServer(id, plain, associated)
            : bySeed(id, plain, associated);
    return new Envelope(layout, id, ByteBuffer.wrap(body));
  }

  private byte[] byServer(String id, DataKey plain, byte[] associated) throws Refusal {
    byte[] nonce = random(NONCE);
    byte[] bytes = plain.use(byte[]::clone);
    try {
      byte[] sealed = client.call(CipherRequests.sealGcm(id, nonce, associated, bytes));
      return ByteBuffer.allocate(AesGcm.SIZE).put(nonce).put(sealed).array();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] bySeed(String id, DataKey plain, byte[] associated) throws Refusal {
    byte[] iv = random(IV);
    byte[] seed = random(DataKey.SIZE);
    try (DataKey derived = derived(seed)) {
      byte[] covered = client.call(CipherRequests.encryptCbc(id, iv, seed));
      byte[] sealed = AesGcm.seal(derived, plain, associated);
      return ByteBuffer.allocate(BY_SEED_SIZE).put(iv).put(covered).put(sealed).array();
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// Open an envelope; empty if it is not authentic and the server did not say so itself.
  Optional<DataKey> unwrap(Envelope envelope, KeyId key, KeyContext context) throws Refusal {
    ByteBuffer in = envelope.body();
    boolean byServer = envelope.layout() == Envelope.BY_SERVER;
    if (in.remaining() != (byServer ? AesGcm.SIZE : BY_SEED_SIZE)) {
      return Optional.empty();
    }
    String id = envelope.id();
    byte[] associated = Envelope.associated(envelope.layout(), key, context);
    byte[] iv = Envelope.taken(in, byServer ? NONCE : IV);
    if (byServer) {
      byte[] sealed = Envelope.taken(in, in.remaining());
      return Optional.of(
          DataKey.adopt(client.call(CipherRequests.openGcm(id, iv, associated, sealed))));
    }
    byte[] covered = Envelope.taken(in, DataKey.SIZE);
    byte[] seed = client.call(CipherRequests.decryptCbc(id, iv, covered));
    try (DataKey derived = derived(seed)) {
      return AesGcm.open(derived, Envelope.taken(in, AesGcm.SIZE), associated);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// The hash makes keys of related seeds unrelated, since CBC lets bits of the seed be flipped.
  private static DataKey derived(byte[] seed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed, "HmacSHA256"));
      return DataKey.adopt(mac.doFinal(LABEL));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /// Whether the server encrypts under an object at this moment.
  boolean works(String id) throws Refusal {
    client.call(CipherRequests.sealGcm(id, random(NONCE), new byte[0], random(DataKey.SIZE)));
    return true;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
