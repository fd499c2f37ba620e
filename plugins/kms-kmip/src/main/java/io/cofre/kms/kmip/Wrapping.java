package io.cofre.kms.kmip;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Makes the bodies of wrapped keys, and opens them. Thread-safe.
record Wrapping(ServerCipher server) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SEALED = ServerCipher.SIZE + ServerCipher.TAG_SIZE;
  private static final int BY_SERVER_BYTES = ServerCipher.NONCE + SEALED;
  private static final int BY_SEED_BYTES =
      ServerCipher.IV + ServerCipher.SIZE + ServerCipher.NONCE + SEALED;

  Envelope wrap(byte layout, KeyId key, String id, byte[] plain, KeyContext context)
      throws Refusal {
    byte[] associated = Envelope.associated(layout, key, context);
    byte[] nonce = random(ServerCipher.NONCE);
    if (layout == Envelope.BY_SERVER) {
      byte[] sealed = server.sealGcm(id, nonce, associated, plain);
      return new Envelope(layout, id, joined(nonce, sealed));
    }
    byte[] seed = random(ServerCipher.SIZE);
    byte[] iv = random(ServerCipher.IV);
    try {
      byte[] covered = server.cbc(Operation.ENCRYPT, id, iv, seed);
      byte[] sealed = SeedSeal.seal(seed, nonce, associated, plain);
      return new Envelope(layout, id, joined(iv, covered, nonce, sealed));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// Open an envelope; empty if it is not authentic and the server did not say so itself.
  Optional<DataKey> unwrap(Envelope envelope, KeyId key, KeyContext context) throws Refusal {
    var in = ByteBuffer.wrap(envelope.body());
    byte[] associated = Envelope.associated(envelope.layout(), key, context);
    if (envelope.layout() == Envelope.BY_SERVER && in.remaining() == BY_SERVER_BYTES) {
      byte[] nonce = taken(in, ServerCipher.NONCE);
      byte[] sealed = taken(in, SEALED);
      return Optional.of(DataKey.adopt(server.openGcm(envelope.id(), nonce, associated, sealed)));
    }
    if (envelope.layout() == Envelope.BY_SEED && in.remaining() == BY_SEED_BYTES) {
      byte[] iv = taken(in, ServerCipher.IV);
      byte[] seed = server.cbc(Operation.DECRYPT, envelope.id(), iv, taken(in, ServerCipher.SIZE));
      try {
        byte[] nonce = taken(in, ServerCipher.NONCE);
        return Optional.of(
            DataKey.adopt(SeedSeal.open(seed, nonce, associated, taken(in, SEALED))));
      } catch (GeneralSecurityException _) {
        return Optional.empty();
      } finally {
        Arrays.fill(seed, (byte) 0);
      }
    }
    return Optional.empty();
  }

  /// Whether the server encrypts under an object at this moment.
  boolean works(String id) throws Refusal {
    server.sealGcm(id, random(ServerCipher.NONCE), new byte[0], random(ServerCipher.SIZE));
    return true;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] taken(ByteBuffer in, int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }
}
