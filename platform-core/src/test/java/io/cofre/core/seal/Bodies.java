package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.storage.BlobSink;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;

/// What the tests of this room share: a key, names, and bodies in memory.
final class Bodies {
  static final String AES = "AES-256-GCM";
  static final Layout SMALL = new Layout(1, AES, 4096);
  static final Identity IDENTITY = new Identity("strongbox", "a/b c.txt", "v1");
  static final BodyRef BODY = new BodyRef(IDENTITY, 0, SMALL);
  static final SealedBodies SEALED =
      new SealedBodies(Map.of(AES, new JdkAesGcm()), new Layout(1, AES, Layout.SEGMENT));

  private Bodies() {}

  static ObjectKey key(DataKey plain) {
    return new ObjectKey(
        plain,
        new Wrapping.ByKms(new Envelope("main", new WrappedKey(new KeyId("k"), new byte[] {1}))));
  }

  static byte[] seal(ObjectKey key, BodyRef body, byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    SEALED.seal(
        key,
        body,
        new ByteArrayInputStream(plain),
        PlainTap.NONE,
        bytes ->
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
    return out.toByteArray();
  }

  static BlobSink into(ByteArrayOutputStream out) {
    return bytes -> {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      out.write(copy);
    };
  }

  static byte[] open(ObjectKey key, BodyRef body, byte[] sealed, long plainLength)
      throws IOException {
    return range(key, body, sealed, plainLength, 0, plainLength);
  }

  static byte[] range(
      ObjectKey key, BodyRef body, byte[] sealed, long plainLength, long offset, long length)
      throws IOException {
    try (InputStream in =
        SEALED.open(key, body, SealedSource.of(sealed), plainLength, offset, length)) {
      return in.readAllBytes();
    }
  }

  static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
