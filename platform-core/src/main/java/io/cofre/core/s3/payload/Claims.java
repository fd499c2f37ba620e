package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the head of a request claims of its body.
///
/// @param md5 the value of `Content-MD5`, 16 bytes
/// @param checksum the value of the one `x-amz-checksum-*` header
/// @param trailer the algorithm of the checksum that will follow the body
record Claims(
    Optional<byte[]> md5, Optional<Checksum> checksum, Optional<ChecksumAlgorithm> trailer) {
  private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
  private static final int MD5_BYTES = 16;

  /// The checksum to keep: the client's choice, else S3's.
  ChecksumAlgorithm algorithm() {
    return checksum.map(Checksum::algorithm).or(() -> trailer).orElse(ChecksumAlgorithm.CRC64NVME);
  }

  static Claims of(S3Call call, boolean trailing) {
    if (describesObject(call)) {
      return new Claims(md5(call), Optional.empty(), Optional.empty());
    }
    Optional<Checksum> checksum = checksum(call);
    Optional<ChecksumAlgorithm> trailer = trailer(call, trailing);
    if (checksum.isPresent() && trailer.isPresent()) {
      throw new S3Failure(S3Error.INVALID_REQUEST, "Expecting a single x-amz-checksum- header");
    }
    Claims claims = new Claims(md5(call), checksum, trailer);
    call.header(SDK_ALGORITHM).ifPresent(claims::requireAlgorithm);
    return claims;
  }

  /// The checksum headers of CompleteMultipartUpload are those of the object, not of the body.
  private static boolean describesObject(S3Call call) {
    return call.head().method().equals("POST") && call.query().has("uploadId");
  }

  private static Optional<byte[]> md5(S3Call call) {
    Optional<String> sent = call.header("content-md5").map(String::strip);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> md5 = ChecksumHeader.decode(sent.get(), MD5_BYTES);
    if (md5.isEmpty()) {
      throw new S3Failure(
          S3Error.INVALID_DIGEST,
          S3Error.INVALID_DIGEST.message(),
          Map.of("Content-MD5", sent.get()));
    }
    return md5;
  }

  private static Optional<Checksum> checksum(S3Call call) {
    List<String> names =
        call.headers(ChecksumHeader.PREFIX).keySet().stream()
            .filter(ChecksumHeader::holdsValue)
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String name = names.getFirst();
    if (names.size() > 1 || call.head().headers().getOrDefault(name, List.of()).size() > 1) {
      throw new S3Failure(
          S3Error.INVALID_REQUEST,
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    ChecksumAlgorithm algorithm =
        ChecksumHeader.algorithm(name)
            .orElseThrow(() -> new S3Failure(S3Error.NOT_IMPLEMENTED)); // never ignored in silence
    return Optional.of(ChecksumHeader.header(algorithm, call.header(name).orElse("").strip()));
  }

  private static Optional<ChecksumAlgorithm> trailer(S3Call call, boolean trailing) {
    Optional<String> announced = call.header("x-amz-trailer").map(String::strip);
    if (announced.isEmpty()) {
      return Optional.empty();
    }
    Optional<ChecksumAlgorithm> algorithm =
        ChecksumHeader.algorithm(announced.get().toLowerCase(Locale.ROOT));
    if (!trailing || algorithm.isEmpty()) {
      throw new S3Failure(
          S3Error.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported");
    }
    return algorithm;
  }

  private void requireAlgorithm(String name) {
    if (checksum.isEmpty() && trailer.isEmpty()) {
      throw new S3Failure(
          S3Error.INVALID_REQUEST,
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (!algorithm().name().equalsIgnoreCase(name.strip())) {
      throw new S3Failure(
          S3Error.INVALID_REQUEST, "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }
}
