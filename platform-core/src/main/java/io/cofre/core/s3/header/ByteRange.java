package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of an object's bytes.
///
/// @param offset where it begins
/// @param length how long it is
public record ByteRange(long offset, long length) {
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern SINGLE =
      Pattern.compile("bytes=\\s*([0-9]{0,40})\\s*-\\s*([0-9]{0,40})\\s*");

  /// Read a `Range` header, RFC 9110 section 14.2.
  ///
  /// Several ranges at once and what is no range count as if nothing had been said, as Amazon S3
  /// does. Fails with `InvalidRange` when the object has no byte of the range.
  ///
  /// @param size the object's size
  public static Optional<ByteRange> read(String header, long size) {
    Matcher matcher = SINGLE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(header, number(last), size));
    }
    long from = number(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
    if (to < from) {
      return Optional.empty();
    }
    if (from >= size) {
      throw unsatisfiable(header, size);
    }
    return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
  }

  /// The last byte's position.
  public long last() {
    return offset + length - 1;
  }

  /// The value of `Content-Range`.
  public String header(long size) {
    return "bytes " + offset + "-" + last() + "/" + size;
  }

  private static ByteRange suffix(String header, long wanted, long size) {
    long length = Math.min(wanted, size);
    if (length == 0) {
      throw unsatisfiable(header, size);
    }
    return new ByteRange(size - length, length);
  }

  // Numbers too great for any object are all the same.
  private static long number(String digits) {
    return new BigInteger(digits).min(GREATEST).longValueExact();
  }

  private static S3Failure unsatisfiable(String header, long size) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("RangeRequested", header);
    details.put("ActualObjectSize", Long.toString(size));
    return new S3Failure(S3Error.INVALID_RANGE, S3Error.INVALID_RANGE.message(), details);
  }
}
