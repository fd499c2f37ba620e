package io.cofre.core.s3.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What whoever signed a form lets its sender do. Every field of the form has to be covered.
///
/// @param expires when it ends
/// @param tests what the fields must be
/// @param least the least length of the file in bytes
/// @param most the most
public record PostPolicy(Instant expires, List<Test> tests, long least, long most) {
  private static final long LARGEST = 5L << 30;
  private static final Set<String> FREE =
      Set.of("policy", "signature", "awsaccesskeyid", "x-amz-signature", "file");

  /// A test of one field.
  ///
  /// @param field its lower-case name
  /// @param wanted what it must be or begin with
  /// @param prefix whether beginning with it is enough
  record Test(String field, String wanted, boolean prefix) {
    boolean fits(String value) {
      return prefix ? value.startsWith(wanted) : value.equals(wanted);
    }

    @Override
    public String toString() {
      return "[\"%s\", \"$%s\", \"%s\"]".formatted(prefix ? "starts-with" : "eq", field, wanted);
    }
  }

  /// Copies the tests.
  public PostPolicy {
    tests = List.copyOf(tests);
  }

  /// Read a policy of the Base64 that was signed; fails with `InvalidPolicyDocument`.
  public static PostPolicy read(String base64) {
    JsonNode root;
    try {
      root = StrictJson.read(Base64.getMimeDecoder().decode(base64));
    } catch (NotJson | IllegalArgumentException _) {
      throw invalid("Invalid JSON.");
    }
    JsonNode expiration = root.path("expiration");
    JsonNode conditions = root.path("conditions");
    if (!expiration.isTextual()) {
      throw invalid("Policy missing expiration.");
    }
    if (!conditions.isArray()) {
      throw invalid("Policy missing conditions.");
    }
    Reading reading = new Reading();
    conditions.forEach(reading::add);
    return new PostPolicy(
        instant(expiration.textValue()), reading.tests, reading.least, reading.most);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw invalid("Invalid 'expiration' value: '" + text + "'");
    }
  }

  private static final class Reading {
    private final List<Test> tests = new ArrayList<>();
    private long least;
    private long most = LARGEST;

    void add(JsonNode condition) {
      if (condition.isObject() && condition.size() == 1) {
        Map.Entry<String, JsonNode> pair = condition.properties().iterator().next();
        if (pair.getValue().isTextual()) {
          tests.add(new Test(lower(pair.getKey()), pair.getValue().textValue(), false));
          return;
        }
      }
      if (!condition.isArray() || condition.size() != 3 || !condition.get(0).isTextual()) {
        throw invalid("Invalid Condition.");
      }
      switch (condition.get(0).textValue().toLowerCase(Locale.ROOT)) {
        case "eq" -> test(condition, false);
        case "starts-with" -> test(condition, true);
        case "content-length-range" -> {
          least = size(condition.get(1));
          most = Math.min(size(condition.get(2)), LARGEST);
          if (least > most) {
            throw invalid("Invalid content-length-range.");
          }
        }
        default -> throw invalid("Invalid Condition.");
      }
    }

    private void test(JsonNode condition, boolean prefix) {
      JsonNode field = condition.get(1);
      JsonNode wanted = condition.get(2);
      if (!field.isTextual() || !field.textValue().startsWith("$") || !wanted.isTextual()) {
        throw invalid("Invalid Condition.");
      }
      tests.add(new Test(lower(field.textValue().substring(1)), wanted.textValue(), prefix));
    }

    private static long size(JsonNode node) {
      long size = node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
      if (node.isTextual() && node.textValue().matches("[0-9]{1,18}")) {
        size = Long.parseLong(node.textValue());
      }
      if (size < 0) {
        throw invalid("Invalid content-length-range.");
      }
      return size;
    }

    private static String lower(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /// Fail with `AccessDenied` unless it lets these fields pass now.
  ///
  /// @param bucket the bucket that the form is sent to
  public void require(Map<String, String> fields, String bucket, Instant now) {
    if (!now.isBefore(expires)) {
      throw denied("Policy expired.");
    }
    Set<String> covered = new HashSet<>();
    for (Test test : tests) {
      String value = test.field().equals("bucket") ? bucket : fields.getOrDefault(test.field(), "");
      if (!test.fits(value)) {
        throw denied("Policy Condition failed: " + test);
      }
      covered.add(test.field());
    }
    for (String name : fields.keySet()) {
      if (!covered.contains(name) && !FREE.contains(name) && !name.startsWith("x-ignore-")) {
        throw denied("Extra input fields: " + name);
      }
    }
  }

  private static S3Failure denied(String why) {
    return new S3Failure(S3Error.ACCESS_DENIED, "Invalid according to Policy: " + why);
  }

  private static S3Failure invalid(String why) {
    return new S3Failure(S3Error.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + why);
  }
}
