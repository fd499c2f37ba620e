package io.cofre.core.s3.payload;

import io.cofre.core.s3.auth.ChunkSeed;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Chunks each of which is signed together with the signature before it.
///
/// Source: "Transferring payload in multiple chunks" and "Including trailing headers", Signature
/// Version 4, Amazon S3 API reference.
final class SignedChain implements Chain {
  private static final String EXTENSION = ";chunk-signature=";
  private static final String EMPTY = hex(Sha256.create().digest());

  private final ChunkSeed seed;
  private final MessageDigest digest = Sha256.create();
  private String previous;
  private String claimed = "";

  SignedChain(ChunkSeed seed) {
    this.seed = seed;
    this.previous = seed.signature();
  }

  @Override
  public void beginChunk(String extension) {
    if (!extension.startsWith(EXTENSION)) {
      throw CheckedBody.incomplete();
    }
    claimed = extension.substring(EXTENSION.length()).strip();
  }

  @Override
  public void update(byte[] buffer, int offset, int length) {
    digest.update(buffer, offset, length);
  }

  @Override
  public void endChunk() {
    require("AWS4-HMAC-SHA256-PAYLOAD", EMPTY + "\n" + hex(digest.digest()), claimed);
  }

  @Override
  public boolean signed() {
    return true;
  }

  @Override
  public void endTrailers(String canonical, String signature) {
    byte[] text = canonical.getBytes(StandardCharsets.ISO_8859_1);
    require("AWS4-HMAC-SHA256-TRAILER", hex(digest.digest(text)), signature);
  }

  @Override
  public void close() {
    seed.key().close();
  }

  private void require(String algorithm, String hashes, String signature) {
    String computed =
        seed.key()
            .sign(String.join("\n", algorithm, seed.timestamp(), seed.scope(), previous, hashes));
    if (!MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8))) {
      throw new S3Failure(S3Error.SIGNATURE_DOES_NOT_MATCH);
    }
    previous = computed;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
