package io.cofre.core.s3.message;

import io.cofre.api.transport.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a request as S3 does: which bucket, which key, which parameters. Thread-safe.
///
/// A key is what the path says, decoded once and never normalised: `..`, `//` and leading slashes
/// are part of it. The bucket ends at the first slash that was sent as such. Keys may hold any
/// characters but NUL: S3 documents that keys may contain characters which XML 1.0 cannot carry
/// (lists encode them when asked to), while NUL is refused here as `InvalidURI`, for what S3 does
/// with it is not documented and too many clients and tools end a name there.
///
/// Source: "Naming Amazon S3 objects" and "Virtual hosting of buckets", Amazon S3 user guide.
public final class S3CallParser {
  /// How many bytes of UTF-8 a key may have.
  public static final int MAX_KEY_BYTES = 1024;

  private final List<String> domains;

  /// Make a parser.
  ///
  /// @param domains names under which each bucket has a host of its own (`bucket.domain`); any
  ///   other host is served in path style
  public S3CallParser(List<String> domains) {
    this.domains =
        domains.stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .sorted(Comparator.comparingInt(String::length).reversed()) // the longest suffix wins
            .toList();
  }

  /// Read a request.
  ///
  /// @param requestId the id it is answered and logged with
  /// @throws S3Failure `InvalidURI`, `KeyTooLongError` or `InvalidBucketName` (an empty one)
  public S3Call parse(RequestHead head, String requestId) {
    Query query = QueryString.query(head.rawQuery());
    return new S3Call(head, target(head), query, requestId);
  }

  private Target target(RequestHead head) {
    String path = head.rawPath();
    if (!path.startsWith("/")) {
      throw new S3Failure(S3Error.INVALID_URI);
    }
    Optional<String> bucket = bucketOf(head);
    if (bucket.isPresent()) {
      return within(bucket.get(), path.substring(1));
    }
    if (path.length() == 1) {
      return new Target.Service();
    }
    int slash = path.indexOf('/', 1);
    String name = decoded(slash < 0 ? path.substring(1) : path.substring(1, slash));
    if (name.isEmpty()) {
      throw new S3Failure(S3Error.INVALID_BUCKET_NAME);
    }
    return within(name, slash < 0 ? "" : path.substring(slash + 1));
  }

  private Optional<String> bucketOf(RequestHead head) {
    String host = withoutPort(head.header("host").orElse("")).toLowerCase(Locale.ROOT);
    for (String domain : domains) {
      int end = host.length() - domain.length() - 1;
      if (host.equals(domain)) {
        return Optional.empty();
      }
      if (end > 0 && host.endsWith(domain) && host.charAt(end) == '.') {
        return Optional.of(host.substring(0, end));
      }
    }
    return Optional.empty();
  }

  private static Target within(String bucket, String rawKey) {
    String key = decoded(rawKey);
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("Size", Integer.toString(bytes));
      details.put("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
      throw new S3Failure(S3Error.KEY_TOO_LONG, S3Error.KEY_TOO_LONG.message(), details);
    }
    return key.isEmpty() ? new Target.InBucket(bucket) : new Target.InObject(bucket, key);
  }

  private static String decoded(String raw) {
    String text = PercentCoding.decodePath(raw);
    if (text.indexOf('\0') >= 0) {
      throw new S3Failure(S3Error.INVALID_URI);
    }
    return text;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
