package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.sse.SseProfile;
import io.cofre.tck.fake.MemoryRequest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Objects under keys of a KMS are for requests signed by Version 4 ("Using server-side encryption
/// with AWS KMS keys (SSE-KMS)"): all others are refused, whoever chose the key.
class KmsSignatureTest {
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

  private static void rule(Bench bench, String algorithm) {
    String xml =
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
            + algorithm
            + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
            + "</ServerSideEncryptionConfiguration>";
    bench.send("PUT", "/bkt?encryption", xml, List.of("content-md5", Bench.md5(xml))).is(200);
  }

  private static Bench.Sent send(Bench bench, String method, String target, String body) {
    return bench.enter(
        MemoryRequest.of(method, target)
            .header("host", "s3.example")
            .header("content-length", Integer.toString(body.length()))
            .exchange(body));
  }

  private Bench.Sent presigned2(String method, String path, String body) {
    return send(bench, method, Signing.presigned2(method, path, Map.of()), body);
  }

  private static Bench.Sent form(Bench bench, Map<String, String> signature) {
    StringBuilder out = new StringBuilder();
    Map<String, String> fields = new LinkedHashMap<>(Map.of("key", "form"));
    fields.putAll(signature);
    fields.forEach((name, value) ->
        out.append("--xYzZY\r\nContent-Disposition: form-data; name=\"")
            .append(name)
            .append("\"\r\n\r\n")
            .append(value)
            .append("\r\n"));
    out.append("--xYzZY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n")
        .append("words\r\n--xYzZY--\r\n");
    byte[] bytes = out.toString().getBytes(UTF_8);
    return bench.enter(
        MemoryRequest.of("POST", "/bkt")
            .header("host", "s3.example")
            .header("content-type", "multipart/form-data; boundary=xYzZY")
            .header("content-length", Integer.toString(bytes.length))
            .exchange(bytes));
  }

  private static String policy(String more) {
    String text =
        "{\"expiration\":\"2099-05-25T00:00:00Z\",\"conditions\":[{\"bucket\":\"bkt\"},{\"key\":\"form\"}"
            + more
            + "]}";
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Map<String, String> formOfVersion2() {
    String policy = policy("");
    return Map.of(
        "AWSAccessKeyId", Signing.ID, "policy", policy, "signature", Signing.sign2(policy));
  }

  private static Map<String, String> formOfVersion4() {
    String policy =
        policy(
            ",[\"starts-with\",\"$x-amz-algorithm\",\"\"]"
                + ",[\"starts-with\",\"$x-amz-credential\",\"\"],[\"starts-with\",\"$x-amz-date\",\"\"]");
    return Map.of(
        "policy",
        policy,
        "x-amz-algorithm",
        "AWS4-HMAC-SHA256",
        "x-amz-credential",
        Signing.ID + "/" + Signing.SCOPE,
        "x-amz-date",
        Signing.DATE,
        "x-amz-signature",
        Signing.sign(policy));
  }

  private static void refused(Bench.Sent sent) {
    sent.error(400, "InvalidArgument").says("require AWS Signature Version 4");
  }

  @Test
  void a_key_that_the_request_names() {
    for (String mode : List.of("aws:kms", "aws:kms:dsse")) {
      refused(send(bench, "PUT", Signing.presigned2("PUT", "/bkt/k", Map.of(MODE, mode)), "words"));
    }
    bench.send("HEAD", "/bkt/k").is(404);
  }

  @Test
  void a_key_that_the_rule_of_the_bucket_names() {
    for (String mode : List.of("aws:kms", "aws:kms:dsse")) {
      rule(bench, mode);
      refused(presigned2("PUT", "/bkt/k", "words"));
      refused(presigned2("POST", "/bkt/k?uploads", ""));
      refused(form(bench, formOfVersion2()));
    }
    bench.send("HEAD", "/bkt/k").is(404);
    bench.send("HEAD", "/bkt/form").is(404);
    send(bench, "PUT", Signing.presigned2("PUT", "/bkt/k", Map.of(MODE, "AES256")), "x").is(200);
    rule(bench, "AES256");
    presigned2("PUT", "/bkt/k", "words").is(200);
    form(bench, formOfVersion2()).is(204);
  }

  @Test
  void a_key_of_a_stored_object() {
    bench.put("k", "words", MODE, "aws:kms");
    refused(presigned2("GET", "/bkt/k", ""));
    presigned2("HEAD", "/bkt/k", "").is(400);
    bench.put("k", "words");
    assertEquals("words", presigned2("GET", "/bkt/k", "").is(200).text());
  }

  @Test
  void a_key_of_an_upload() {
    String id = bench.send("POST", "/bkt/k?uploads", MODE, "aws:kms").is(200).element("UploadId");
    String part = "/bkt/k?partNumber=1&uploadId=" + id;
    refused(presigned2("PUT", part, "words"));
    bench.send("PUT", part, "words".getBytes(UTF_8)).is(200);
  }

  @Test
  void requests_that_nobody_signed() {
    String everybody =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::bkt/*\"}]}";
    bench.send("PUT", "/bkt?policy", everybody, List.of()).is(204);
    bench.put("k", "words", MODE, "aws:kms");
    refused(send(bench, "GET", "/bkt/k", ""));
    rule(bench, "aws:kms");
    refused(send(bench, "PUT", "/bkt/n", "words"));
    refused(form(bench, Map.of()));
    bench.send("HEAD", "/bkt/n").is(404);
    bench.put("k", "words", MODE, "AES256");
    assertEquals("words", send(bench, "GET", "/bkt/k", "").is(200).text());
  }

  @Test
  void version_4_in_all_its_forms() {
    rule(bench, "aws:kms");
    bench.put("k", "words");
    String url = Signing.presigned("GET", "/bkt/k", Map.of());
    assertEquals("words", send(bench, "GET", url, "").is(200).text());
    send(bench, "PUT", Signing.presigned("PUT", "/bkt/n", Map.of()), "words").is(200);
    form(bench, formOfVersion4()).is(204).header(MODE, "aws:kms");
  }

  @Test
  void the_other_profile_takes_every_signature() throws Exception {
    try (Bench ceph = new Bench(Bench.REGION, SseProfile.S3_TESTS)) {
      ceph.send("PUT", "/bkt").is(200);
      rule(ceph, "aws:kms");
      form(ceph, formOfVersion2()).is(204).header(MODE, "aws:kms");
      String url = Signing.presigned2("GET", "/bkt/form", Map.of());
      assertEquals("words", send(ceph, "GET", url, "").is(200).text());
    }
  }
}
