package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/// The content of a request's body.
final class Received implements Content {
  private final InputStream body;
  private final long length;
  private final Claims claims;
  private final Supplier<Optional<Checksum>> claimed;

  Received(InputStream body, long length, Claims claims) {
    this(body, length, claims, claims::checksum);
  }

  Received(InputStream body, long length, Claims claims, Supplier<Optional<Checksum>> claimed) {
    this.body = body;
    this.length = length;
    this.claims = claims;
    this.claimed = claimed;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public ChecksumAlgorithm algorithm() {
    return claims.algorithm();
  }

  @Override
  public Optional<Checksum> claimed() {
    return claimed.get();
  }

  @Override
  public Optional<byte[]> claimedMd5() {
    return claims.md5();
  }
}
