package io.cofre.core.s3.header;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes checksums in headers.
public final class ChecksumHeaders {
  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";
  private static final Pattern COUNTED = Pattern.compile("(.*)-[0-9]{1,5}");

  private ChecksumHeaders() {}

  /// The algorithm that `x-amz-checksum-algorithm` names; fails with `InvalidRequest`.
  public static Optional<ChecksumAlgorithm> algorithm(S3Call call) {
    return call.header(ALGORITHM).map(ChecksumHeaders::algorithm);
  }

  /// How the checksum of an upload in parts is to be made; fails with `InvalidRequest` where the
  /// algorithm cannot be used so.
  public static Checksum.Type type(S3Call call, ChecksumAlgorithm algorithm) {
    Optional<String> named = call.header(TYPE);
    if (named.isPresent() && call.header(ALGORITHM).isEmpty()) {
      throw Refusals.request(
          "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
              + " header.");
    }
    Checksum.Type type = named.map(ChecksumHeaders::type).orElse(usual(algorithm));
    boolean fits =
        switch (type) {
          case FULL_OBJECT -> algorithm.combines();
          case COMPOSITE -> algorithm != ChecksumAlgorithm.CRC64NVME;
        };
    if (!fits) {
      throw Refusals.request(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return type;
  }

  /// The checksum a client expects of an object made of parts.
  public static Optional<Checksum> claimed(S3Call call) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> value = call.header(name(algorithm));
      if (value.isPresent()) {
        return Optional.of(claimed(call, algorithm, value.get()));
      }
    }
    return Optional.empty();
  }

  /// Add a checksum to the headers of an answer.
  ///
  /// @param parts how many parts it is made of, 0 for none
  public static void put(Map<String, String> headers, Checksum checksum, int parts) {
    String base64 = value(checksum);
    boolean counted = checksum.type() == Checksum.Type.COMPOSITE && parts > 0;
    headers.put(name(checksum.algorithm()), counted ? base64 + "-" + parts : base64);
    headers.put(TYPE, checksum.type().name());
  }

  /// The value of a checksum in Base64.
  public static String value(Checksum checksum) {
    return Base64.getEncoder().encodeToString(checksum.value());
  }

  /// The header of an algorithm's values.
  public static String name(ChecksumAlgorithm algorithm) {
    return "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
  }

  /// Demand that a request says a digest of its body, as a header or announced as a trailer.
  public static void demand(S3Call call) {
    boolean said =
        call.header("content-md5").isPresent()
            || call.header("x-amz-trailer").isPresent()
            || Arrays.stream(ChecksumAlgorithm.values())
                .anyMatch(algorithm -> call.header(name(algorithm)).isPresent());
    if (!said) {
      throw Refusals.request("Missing required header for this request: Content-MD5");
    }
  }

  private static Checksum claimed(S3Call call, ChecksumAlgorithm algorithm, String value) {
    Matcher counted = COUNTED.matcher(value);
    boolean composite = counted.matches();
    Checksum.Type guess = composite ? Checksum.Type.COMPOSITE : usualClaim(algorithm);
    Checksum.Type type = call.header(TYPE).map(ChecksumHeaders::type).orElse(guess);
    try {
      byte[] bytes = Base64.getDecoder().decode(composite ? counted.group(1) : value);
      return new Checksum(algorithm, type, bytes);
    } catch (IllegalArgumentException e) {
      throw Refusals.request("Value for " + name(algorithm) + " header is invalid.");
    }
  }

  private static Checksum.Type usualClaim(ChecksumAlgorithm algorithm) {
    return algorithm.combines() ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
  }

  private static Checksum.Type usual(ChecksumAlgorithm algorithm) {
    return algorithm == ChecksumAlgorithm.CRC64NVME
        ? Checksum.Type.FULL_OBJECT
        : Checksum.Type.COMPOSITE;
  }

  private static ChecksumAlgorithm algorithm(String text) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(() ->
            new S3Failure(
                S3Error.INVALID_REQUEST,
                "Checksum algorithm provided is unsupported. Please try again with any of the"
                    + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
  }

  private static Checksum.Type type(String text) {
    return Arrays.stream(Checksum.Type.values())
        .filter(type -> type.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(() -> Refusals.request("Value for x-amz-checksum-type header is invalid."));
  }
}
