package io.cofre.core.s3.header;

import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.message.PercentCoding;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What tags may be, and how headers give them.
///
/// Source: "Object tagging", Amazon S3 user guide: 10 tags, keys of 128 and values of 256
/// characters: letters, digits, blanks and `+ - = . _ : / @`.
public final class TagRules {
  private static final int MOST = 10;
  private static final int KEY = 128;
  private static final int VALUE = 256;
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}+\\-=._:/@]*");

  private TagRules() {}

  /// The tags of the `x-amz-tagging` header, written as a query.
  public static Tags ofHeader(S3Call call) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    String header = call.header("x-amz-tagging").orElse("");
    for (String pair : header.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        pairs.add(Map.entry(decode(key), decode(equals < 0 ? "" : pair.substring(equals + 1))));
      }
    }
    return check(pairs);
  }

  /// Check pairs; fails with `InvalidTag`.
  public static Tags check(List<Map.Entry<String, String>> pairs) {
    if (pairs.size() > MOST) {
      throw new S3Failure(S3Error.INVALID_TAG, "Object tags cannot be greater than 10");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : pairs) {
      String key = pair.getKey();
      if (key.isEmpty() || tooLong(key, KEY) || !ALLOWED.matcher(key).matches()) {
        throw invalid("The TagKey you have provided is invalid", "TagKey", key);
      }
      if (key.startsWith("aws:")) {
        throw invalid("System tags cannot be added/updated by requester", "TagKey", key);
      }
      if (tooLong(pair.getValue(), VALUE) || !ALLOWED.matcher(pair.getValue()).matches()) {
        throw invalid("The TagValue you have provided is invalid", "TagKey", key);
      }
      if (tags.put(key, pair.getValue()) != null) {
        throw invalid("Cannot provide multiple Tags with the same key", "TagKey", key);
      }
    }
    return Tags.of(tags);
  }

  private static boolean tooLong(String text, int most) {
    return text.codePointCount(0, text.length()) > most;
  }

  private static S3Failure invalid(String message, String name, String value) {
    return new S3Failure(S3Error.INVALID_TAG, message, Map.of(name, value));
  }

  private static String decode(String raw) {
    try {
      return PercentCoding.decodeQuery(raw);
    } catch (S3Failure e) {
      throw Refusals.argument(
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.",
          "x-amz-tagging",
          raw);
    }
  }
}
