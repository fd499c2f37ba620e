package io.cofre.core.s3.header;

import io.cofre.core.object.model.Attributes;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads what a write says of its object.
public final class ObjectAttributes {
  private static final String USER = "x-amz-meta-";
  private static final String REDIRECT = "x-amz-website-redirect-location";
  private static final String ENCODING = "content-encoding";
  private static final String TYPE = "content-type";
  private static final String DEFAULT_TYPE = "binary/octet-stream";
  private static final int USER_BYTES = 2 * 1024;
  private static final List<String> KEPT =
      List.of(
          "cache-control", "content-disposition", "content-language", TYPE, "expires", REDIRECT);

  private ObjectAttributes() {}

  /// Read the attributes of a write.
  ///
  /// Fails with `MetadataTooLarge` beyond 2 KiB of user metadata, counted as the bytes of its names
  /// and values, and with `InvalidRedirectLocation`.
  public static Attributes read(S3Call call) {
    Map<String, String> system = new TreeMap<>();
    KEPT.forEach(name -> call.header(name).ifPresent(value -> system.put(name, value)));
    system.putIfAbsent(TYPE, DEFAULT_TYPE);
    encoding(call).ifPresent(value -> system.put(ENCODING, value));
    checkRedirect(call);
    Map<String, String> user = user(call);
    checkSize(user);
    return Attributes.of(system, user);
  }

  /// Check where a request wants to redirect to, if it does; fails with `InvalidRedirectLocation`.
  public static void checkRedirect(S3Call call) {
    String location = call.header(REDIRECT).orElse("/");
    if (!location.startsWith("/")
        && !location.startsWith("http://")
        && !location.startsWith("https://")) {
      throw new S3Failure(S3Error.INVALID_REDIRECT_LOCATION);
    }
  }

  // aws-chunked is how the body travels, not what it is.
  private static Optional<String> encoding(S3Call call) {
    List<String> values = call.head().headers().getOrDefault(ENCODING, List.of());
    String kept =
        Arrays.stream(String.join(",", values).split(",", -1))
            .map(String::strip)
            .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("aws-chunked"))
            .collect(Collectors.joining(", "));
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  private static Map<String, String> user(S3Call call) {
    Map<String, String> user = new TreeMap<>();
    call.headers(USER)
        .forEach((name, value) -> {
          List<String> all = call.head().headers().getOrDefault(name, List.of(value));
          user.put(name.substring(USER.length()), String.join(",", all));
        });
    return user;
  }

  private static void checkSize(Map<String, String> user) {
    int bytes =
        user.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
    if (bytes > USER_BYTES) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("Size", Integer.toString(bytes));
      details.put("MaxSizeAllowed", Integer.toString(USER_BYTES));
      throw new S3Failure(
          S3Error.METADATA_TOO_LARGE, S3Error.METADATA_TOO_LARGE.message(), details);
    }
  }
}
