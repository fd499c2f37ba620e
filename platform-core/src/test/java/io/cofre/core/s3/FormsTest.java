package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.form.Form;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads by forms ("Browser-based uploads using POST").
class FormsTest {
  private static final String TYPE = "multipart/form-data; boundary=xYzZY";
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

  private static String form(Map<String, String> fields, String file) {
    StringBuilder out = new StringBuilder();
    fields.forEach((name, value) ->
        out.append("--xYzZY\r\nContent-Disposition: form-data; name=\"")
            .append(name)
            .append("\"\r\n\r\n")
            .append(value)
            .append("\r\n"));
    return out.append(
            "--xYzZY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n")
        .append("Content-Type: text/plain\r\n\r\n")
        .append(file)
        .append("\r\n--xYzZY--\r\n")
        .toString();
  }

  private Bench.Sent send(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return bench.enter(
        MemoryRequest.of("POST", "/bkt")
            .header("host", "s3.example")
            .header("content-type", TYPE)
            .header("content-length", Integer.toString(bytes.length))
            .exchange(bytes));
  }

  private static Map<String, String> fields(String key, String conditions, String... more) {
    String policy =
        "{\"expiration\":\"2099-05-25T00:00:00Z\",\"conditions\":["
            + "{\"bucket\":\"bkt\"},[\"starts-with\",\"$key\",\"up/\"],"
            + "[\"starts-with\",\"$x-amz-\",\"\"]"
            + conditions
            + "]}";
    return signed(key, policy.replace(",[\"starts-with\",\"$x-amz-\",\"\"]", AMZ), more);
  }

  private static final String AMZ =
      ",{\"x-amz-algorithm\":\"AWS4-HMAC-SHA256\"},[\"starts-with\",\"$x-amz-credential\",\"\"],"
          + "[\"starts-with\",\"$x-amz-date\",\"\"]";

  private static Map<String, String> signed(String key, String policy, String... more) {
    String base64 = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("policy", base64);
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put("x-amz-credential", Signing.ID + "/" + Signing.SCOPE);
    fields.put("x-amz-date", Signing.DATE);
    fields.put("x-amz-signature", Signing.sign(base64));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  @Test
  void a_signed_form_is_stored() {
    send(form(fields("up/${filename}", ""), "the file\r\n--xYz of it")).is(204);
    assertEquals("the file\r\n--xYz of it", bench.send("GET", "/bkt/up/a.txt").is(200).text());
    bench.send("HEAD", "/bkt/up/a.txt").header(MODE, "AES256");
  }

  @Test
  void a_form_says_how_it_is_answered() {
    String status = ",[\"starts-with\",\"$success_action_status\",\"\"]";
    send(form(fields("up/k", status, "success_action_status", "201"), "x"))
        .is(201)
        .says("<Bucket>bkt</Bucket>", "<Key>up/k</Key>", "<PostResponse>");
    send(form(fields("up/k", status, "success_action_status", "404"), "x")).is(204);
    String redirect = ",[\"starts-with\",\"$success_action_redirect\",\"\"]";
    assertTrue(
        send(form(fields("up/k", redirect, "success_action_redirect", "http://x.example/a"), "x"))
            .is(303)
            .header("Location")
            .startsWith("http://x.example/a?bucket=bkt&key=up%2Fk&etag=%22"));
  }

  @Test
  void a_form_says_how_it_is_sealed() {
    String mode = ",[\"starts-with\",\"$" + MODE + "\",\"\"]";
    send(form(fields("up/k", mode, MODE, "aws:kms"), "words")).is(204).header(MODE, "aws:kms");
    bench.send("GET", "/bkt/up/k").is(200).header(MODE, "aws:kms").says("words");
    send(form(fields("up/n", mode, MODE, "AES192"), "x")).error(400, "InvalidArgument");
    bench.send("HEAD", "/bkt/up/n").is(404);
  }

  @Test
  void what_the_policy_does_not_cover_is_refused() {
    send(form(fields("other/k", ""), "x")).error(403, "AccessDenied");
    send(form(fields("up/k", "", "x-amz-meta-a", "b"), "x"))
        .error(403, "AccessDenied")
        .says("Extra input fields: x-amz-meta-a");
    send(form(fields("up/k", ",[\"content-length-range\",3,5]"), "12"))
        .error(400, "EntityTooSmall");
    send(form(fields("up/k", ",[\"content-length-range\",3,5]"), "123456"))
        .error(400, "EntityTooLarge");
    send(form(fields("up/k", ",[\"content-length-range\",3,5]"), "1234")).is(204);
    String late = "{\"expiration\":\"2001-05-23T00:00:00Z\",\"conditions\":[]}";
    send(form(signed("up/k", late), "x")).error(403, "AccessDenied").says("Policy expired");
    for (String wrong :
        new String[] {
          "{}",
          "{\"conditions\":[]}",
          "{\"expiration\":\"2099-01-01T00:00:00Z\"}",
          "{\"Expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[]}",
          "x"
        }) {
      send(form(signed("up/k", wrong), "x")).error(400, "InvalidPolicyDocument");
    }
  }

  @Test
  void signatures_are_checked() {
    Map<String, String> fields = fields("up/k", "");
    fields.put("x-amz-signature", "0".repeat(64));
    send(form(fields, "x")).error(403, "SignatureDoesNotMatch");
    fields.remove("x-amz-signature");
    send(form(fields, "x")).error(400, "InvalidArgument");
    send(form(Map.of("key", "up/k"), "x")).error(403, "AccessDenied");
    Map<String, String> unknown = fields("up/k", "");
    unknown.put("x-amz-credential", "NOBODY/" + Signing.SCOPE);
    send(form(unknown, "x")).error(403, "InvalidAccessKeyId");
    bench.send("HEAD", "/bkt/up/k").is(404);
  }

  @Test
  void broken_forms_are_refused() {
    String good = form(fields("up/k", ""), "x");
    send(good.substring(0, good.length() - 8)).error(400, "MalformedPOSTRequest");
    send("").is(400);
    send("--xYzZY--\r\n").error(400, "InvalidArgument");
    Map<String, String> keyless = fields("up/k", "");
    keyless.remove("key");
    send(form(keyless, "x")).error(400, "InvalidArgument");
    bench
        .enter(
            MemoryRequest.of("POST", "/bkt")
                .header("host", "s3.example")
                .header("content-type", "text/plain")
                .header("content-length", "1")
                .exchange("x"))
        .error(412, "PreconditionFailed");
    bench.send("HEAD", "/bkt/up/k").is(404);
  }

  @Test
  void any_file_comes_out_as_it_went_in_however_it_is_cut() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      StringBuilder file = new StringBuilder();
      String[] bits = {"\r", "\n", "\r\n", "--xYzZY", "\r\n--xYzZ", "x", "-", "y".repeat(5000)};
      for (int i = random.nextInt(40); i > 0; i--) {
        file.append(bits[random.nextInt(bits.length)]);
      }
      String text = file.toString().replace("\r\n--xYzZY", "\r\n--xYz-Y");
      byte[] body = form(Map.of("key", "k"), text).getBytes(UTF_8);
      int cut = 1 + random.nextInt(9000);
      Form form =
          Form.read(
              new ByteArrayInputStream(body) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                  return super.read(into, offset, Math.min(length, cut));
                }
              },
              TYPE);
      assertEquals("k", form.field("key").orElseThrow());
      assertArrayEquals(text.getBytes(UTF_8), form.file().readAllBytes());
    }
  }

  @Test
  void any_bytes_are_a_form_or_refused() throws Exception {
    Random random = new Random(6);
    byte[] good = form(fields("up/k", ""), "content").getBytes(UTF_8);
    for (int round = 0; round < 5000; round++) {
      byte[] spoilt = good.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      try {
        Form.read(new ByteArrayInputStream(spoilt), TYPE).file().readAllBytes();
      } catch (S3Failure refusal) {
        assertTrue(refusal.error().status() < 500);
      }
    }
  }
}
