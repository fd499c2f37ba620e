package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cofre.tck.fake.MemoryRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies of buckets, as S3 answers and obeys them.
class PoliciesTest {
  private static final String MODE = "x-amz-server-side-encryption";
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = Bench.withBucket();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Bench.Sent policy(String statements) {
    return bench.send(
        "PUT",
        "/bkt?policy",
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}",
        List.of());
  }

  private static String statement(String effect, String action, String resource, String rest) {
    return "{\"Effect\":\"%s\",\"Principal\":\"*\",\"Action\":\"%s\",\"Resource\":\"%s\"%s}"
        .formatted(effect, action, resource, rest);
  }

  private static String condition(String operator, String key, String value) {
    return ",\"Condition\":{\"%s\":{\"%s\":\"%s\"}}".formatted(operator, key, value);
  }

  private Bench.Sent anonymous(String method, String target) {
    return bench.enter(MemoryRequest.of(method, target).header("host", "s3.example").exchange(""));
  }

  @Test
  void a_policy_is_kept_as_it_was_given() {
    bench.send("GET", "/bkt?policy").error(404, "NoSuchBucketPolicy");
    bench.send("GET", "/bkt?policyStatus").error(404, "NoSuchBucketPolicy");
    String allow = statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/*", "");
    policy(allow).is(204);
    bench.send("GET", "/bkt?policy").is(200).says(allow);
    bench.send("GET", "/bkt?policyStatus").is(200).says("<IsPublic>true</IsPublic>");
    bench.send("DELETE", "/bkt?policy").is(204);
    bench.send("DELETE", "/bkt?policy").is(204);
    bench.send("GET", "/bkt?policy").error(404, "NoSuchBucketPolicy");
    bench.send("PUT", "/none?policy", allow, List.of()).error(404, "NoSuchBucket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"Statement\":[{}]}",
        "{\"Version\":\"1\",\"Statement\":[]}",
        "nonsense"
      })
  void what_is_no_policy_is_refused(String text) {
    bench.send("PUT", "/bkt?policy", text, List.of()).error(400, "MalformedPolicy");
  }

  @Test
  void a_policy_of_another_bucket_is_refused() {
    policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::other/*", ""))
        .error(400, "MalformedPolicy");
  }

  @Test
  void nobody_known_may_do_what_everybody_may_and_nothing_else() {
    bench.put("open/k", "words");
    bench.put("k", "x");
    anonymous("GET", "/bkt/open/k").error(403, "AccessDenied");
    policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/open/*", "")).is(204);
    anonymous("GET", "/bkt/open/k").is(200).says("words");
    anonymous("HEAD", "/bkt/open/k").is(200);
    anonymous("GET", "/bkt/k").error(403, "AccessDenied");
    anonymous("DELETE", "/bkt/open/k").error(403, "AccessDenied");
    anonymous("GET", "/bkt").error(403, "AccessDenied");
    anonymous("GET", "/").error(403, "AccessDenied");
    anonymous("PUT", "/mine").error(403, "AccessDenied");
    anonymous("GET", "/bkt?policy").error(403, "AccessDenied");
  }

  @Test
  void a_denial_binds_the_owner_but_for_the_policy_itself() {
    bench.put("k", "x");
    policy(statement("Deny", "s3:*", "arn:aws:s3:::bkt*", "")).is(204);
    bench.send("GET", "/bkt/k").error(403, "AccessDenied");
    bench.send("GET", "/bkt").error(403, "AccessDenied");
    bench.send("PUT", "/bkt/n", "x".getBytes(UTF_8)).error(403, "AccessDenied");
    bench.send("GET", "/bkt?policy").is(200);
    bench.send("DELETE", "/bkt?policy").is(204);
    bench.send("GET", "/bkt/k").is(200);
  }

  @Test
  void encryption_can_be_demanded_of_the_headers_as_they_are_sent() {
    policy(
            statement(
                "Deny",
                "s3:PutObject",
                "arn:aws:s3:::bkt/*",
                condition("Null", "s3:" + MODE, "true")))
        .is(204);
    bench.send("PUT", "/bkt/k", "x".getBytes(UTF_8)).error(403, "AccessDenied");
    bench.send("POST", "/bkt/k?uploads").error(403, "AccessDenied");
    bench.put("k", "x", MODE, "AES256");
    policy(
            statement(
                "Deny",
                "s3:PutObject",
                "arn:aws:s3:::bkt/*",
                condition("StringNotEquals", "s3:" + MODE, "aws:kms")))
        .is(204);
    bench.send("PUT", "/bkt/k", "x".getBytes(UTF_8)).error(403, "AccessDenied");
    bench.send("PUT", "/bkt/k", "x".getBytes(UTF_8), MODE, "AES192").error(403, "AccessDenied");
    bench.put("k", "x", MODE, "aws:kms");
    String id = bench.send("POST", "/bkt/p?uploads", MODE, "aws:kms").is(200).element("UploadId");
    bench.send("PUT", "/bkt/p?partNumber=1&uploadId=" + id, "x".getBytes(UTF_8)).is(200);
  }

  @Test
  void a_copy_needs_its_source() {
    bench.send("PUT", "/from").is(200);
    bench.send("PUT", "/from/k", "x".getBytes(UTF_8)).is(200);
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "from/k").is(200);
    String deny = statement("Deny", "s3:GetObject", "arn:aws:s3:::from/*", "");
    bench.send("PUT", "/from?policy", "{\"Statement\":[" + deny + "]}", List.of()).is(204);
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "from/k").error(403, "AccessDenied");
  }

  @Test
  void each_of_many_removals_is_asked_for() {
    bench.put("a", "x");
    bench.put("b", "x");
    policy(statement("Deny", "s3:DeleteObject", "arn:aws:s3:::bkt/a", "")).is(204);
    bench
        .post(
            "/bkt?delete",
            "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>")
        .is(200)
        .says("<Deleted><Key>b</Key></Deleted>", "<Code>AccessDenied</Code>");
    bench.send("HEAD", "/bkt/a").is(200);
    bench.send("HEAD", "/bkt/b").is(404);
  }

  @Test
  void a_policy_goes_with_its_bucket() {
    policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/*", "")).is(204);
    bench.send("DELETE", "/bkt").is(204);
    bench.send("PUT", "/bkt").is(200);
    bench.send("GET", "/bkt?policy").error(404, "NoSuchBucketPolicy");
  }
}
