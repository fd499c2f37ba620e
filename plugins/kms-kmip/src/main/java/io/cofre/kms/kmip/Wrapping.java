package io.cofre.kms.kmip;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.kmip.wire.CipherRequests;
import io.cofre.kmip.wire.Refusal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Makes the bodies of wrapped keys, and opens them. Thread-safe.
record Wrapping(KmipClient client) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int IV = 16;
  private static final int NONCE = 12;
  private static final int SEALED = DataKey.SIZE + 16;

  Envelope wrap(byte layout, KeyId key, String id, byte[] plain, KeyContext context)
      throws Refusal {
    byte[] associated = Envelope.associated(layout, key, context);
    byte[] nonce = random(NONCE);
    var body = ByteBuffer.allocate(size(layout));
    if (layout == Envelope.BY_SERVER) {
      byte[] sealed = client.call(CipherRequests.sealGcm(id, nonce, associated, plain));
      return new Envelope(layout, id, body.put(nonce).put(sealed).flip());
    }
    byte[] iv = random(IV);
    byte[] seed = random(DataKey.SIZE);
    try {
      byte[] covered = client.call(CipherRequests.encryptCbc(id, iv, seed));
      byte[] sealed = SeedSeal.seal(seed, nonce, associated, plain);
      return new Envelope(layout, id, body.put(iv).put(covered).put(nonce).put(sealed).flip());
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// Open an envelope; empty if it is not authentic and the server did not say so itself.
  Optional<DataKey> unwrap(Envelope envelope, KeyId key, KeyContext context) throws Refusal {
    boolean byServer = envelope.layout() == Envelope.BY_SERVER;
    ByteBuffer in = envelope.body();
    if (in.remaining() != size(envelope.layout())) {
      return Optional.empty();
    }
    String id = envelope.id();
    byte[] associated = Envelope.associated(envelope.layout(), key, context);
    byte[] iv = Envelope.taken(in, byServer ? 0 : IV);
    byte[] covered = Envelope.taken(in, byServer ? 0 : DataKey.SIZE);
    byte[] nonce = Envelope.taken(in, NONCE);
    byte[] sealed = Envelope.taken(in, SEALED);
    if (byServer) {
      return Optional.of(
          DataKey.adopt(client.call(CipherRequests.openGcm(id, nonce, associated, sealed))));
    }
    byte[] seed = client.call(CipherRequests.decryptCbc(id, iv, covered));
    try {
      return Optional.of(DataKey.adopt(SeedSeal.open(seed, nonce, associated, sealed)));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// Whether the server encrypts under an object at this moment.
  boolean works(String id) throws Refusal {
    client.call(CipherRequests.sealGcm(id, random(NONCE), new byte[0], random(DataKey.SIZE)));
    return true;
  }

  private static int size(byte layout) {
    return NONCE + SEALED + (layout == Envelope.BY_SERVER ? 0 : IV + DataKey.SIZE);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
