package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.cofre.api.kms.KmsException;
import io.cofre.core.s3.sse.SseProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The modes of encryption, header by header ("Protecting data with server-side encryption").
class EncryptionTest {
  private static final String MODE = "x-amz-server-side-encryption";
  private static final String KEY_ID = MODE + "-aws-kms-key-id";
  private static final String CONTEXT = MODE + "-context";
  private static final String BUCKET_KEY = MODE + "-bucket-key-enabled";
  private static final String C = MODE + "-customer-";
  private static final String CS = "x-amz-copy-source-server-side-encryption-customer-";
  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/";
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(Bench.REGION, SseProfile.AWS_2026.withCustomerKeysInClear(true));
    bench.send("PUT", "/bkt").is(200);
    bench.kms.administration().orElseThrow().create(new io.cofre.api.kms.KeyId("other"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private static String[] customer(String prefix, int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    String text = Base64.getEncoder().encodeToString(key);
    return new String[] {
      prefix + "algorithm", "AES256", prefix + "key", text, prefix + "key-md5", md5(key)
    };
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder()
          .encodeToString(java.security.MessageDigest.getInstance("MD5").digest(bytes));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void allowCustomerKeys() {
    rule("<BlockedEncryptionTypes><EncryptionType>NONE</EncryptionType></BlockedEncryptionTypes>");
  }

  private Bench.Sent rule(String inner) {
    String xml =
        "<ServerSideEncryptionConfiguration><Rule>"
            + inner
            + "</Rule></ServerSideEncryptionConfiguration>";
    return bench.send("PUT", "/bkt?encryption", xml, List.of("content-md5", Bench.md5(xml)));
  }

  private static String byDefault(String algorithm, String key) {
    return "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
        + algorithm
        + "</SSEAlgorithm>"
        + (key.isEmpty() ? "" : "<KMSMasterKeyID>" + key + "</KMSMasterKeyID>")
        + "</ApplyServerSideEncryptionByDefault>";
  }

  private void reads(String key, String content, String... headers) {
    assertEquals(content, bench.send("GET", "/bkt/" + key, headers).is(200).text());
  }

  @Test
  void keys_of_the_service() {
    bench
        .put("k", "x", MODE, "AES256")
        .header(MODE, "AES256")
        .header(KEY_ID, "")
        .header("etag", Bench.etag("x"));
    bench.put("d", "x").header(MODE, "AES256").header("etag", Bench.etag("x"));
    bench.send("GET", "/bkt/k").is(200).header(MODE, "AES256").header(KEY_ID, "");
    bench.send("HEAD", "/bkt/k").is(200).header(MODE, "AES256");
  }

  @Test
  void a_key_of_the_kms() {
    String name = ARN + "store";
    bench
        .put("k", "x", MODE, "aws:kms")
        .header(MODE, "aws:kms")
        .header(KEY_ID, name)
        .header(BUCKET_KEY, "");
    for (String given : List.of("store", name, "alias/store", "alias/aws/s3")) {
      bench.put("g", "x", MODE, "aws:kms", KEY_ID, given).header(KEY_ID, name);
    }
    bench.put("o", "x", MODE, "aws:kms", KEY_ID, "other").header(KEY_ID, ARN + "other");
    bench.send("GET", "/bkt/o").is(200).header(MODE, "aws:kms").header(KEY_ID, ARN + "other");
    bench.send("HEAD", "/bkt/o").is(200).header(MODE, "aws:kms").header(KEY_ID, ARN + "other");
    reads("o", "x");
  }

  @Test
  void two_layers() {
    String body = "a body of two layers ".repeat(1000);
    bench
        .put("k", body, MODE, "aws:kms:dsse", BUCKET_KEY, "true")
        .header(MODE, "aws:kms:dsse")
        .header(KEY_ID, ARN + "store")
        .header(BUCKET_KEY, "");
    reads("k", body);
    String range = bench.send("GET", "/bkt/k", "range", "bytes=5000-5099").is(206).text();
    assertEquals(body.substring(5000, 5100), range);
    bench.send("HEAD", "/bkt/k").is(200).header(MODE, "aws:kms:dsse");
    bench.put("empty", "", MODE, "aws:kms:dsse");
    reads("empty", "");
  }

  @Test
  void entity_tags_of_other_modes_tell_nothing() {
    allowCustomerKeys();
    List<String[]> modes =
        List.of(
            new String[] {MODE, "aws:kms"}, new String[] {MODE, "aws:kms:dsse"}, customer(C, 1));
    for (String[] mode : modes) {
      String first = bench.put("k", "x", mode).header("etag");
      String second = bench.put("k", "x", mode).header("etag");
      assertNotEquals(Bench.etag("x"), first);
      assertNotEquals(first, second);
      assertEquals(34, first.length());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fake-key-id, 400, KMS.NotFoundException",
    "arn:aws:kms:eu-west-1:000000000000:key/store, 400, KMS.NotFoundException",
    "arn:aws:kms:us-east-1:123456789012:key/store, 400, KMS.NotFoundException",
    "arn:aws:s3:::x, 400, KMS.NotFoundException",
    "arn:aws:kms:us-east-1:000000000000:key/, 400, KMS.NotFoundException"
  })
  void keys_that_are_not_there(String key, int status, String code) {
    bench
        .send("PUT", "/bkt/n", "x".getBytes(UTF_8), MODE, "aws:kms", KEY_ID, key)
        .error(status, code);
    bench.send("POST", "/bkt/n?uploads", MODE, "aws:kms", KEY_ID, key).error(status, code);
    bench.send("HEAD", "/bkt/n").is(404);
  }

  @Test
  void a_context_is_bound_and_answered() {
    String context = Base64.getEncoder().encodeToString("{\"team\":\"blue\"}".getBytes(UTF_8));
    bench.put("k", "x", MODE, "aws:kms", CONTEXT, context).header(CONTEXT, context);
    reads("k", "x");
    bench.send("GET", "/bkt/k").header(CONTEXT, "");
    for (String bad :
        List.of("{}", "!!", "W10=", "eyJhIjoxfQ==", "eyJjb2ZyZTprZXkiOiJ4In0=", "bnVsbA==")) {
      bench.send("PUT", "/bkt/n", MODE, "aws:kms", CONTEXT, bad).error(400, "InvalidArgument");
    }
  }

  @Test
  void bucket_keys() {
    bench
        .put("k", "x", MODE, "aws:kms", BUCKET_KEY, "true")
        .header(BUCKET_KEY, "true")
        .header(KEY_ID, ARN + "store");
    bench.send("HEAD", "/bkt/k").header(BUCKET_KEY, "true");
    reads("k", "x");
    bench.send("PUT", "/bkt/n", MODE, "aws:kms", BUCKET_KEY, "yes").error(400, "InvalidArgument");
    rule(byDefault("aws:kms", "other") + "<BucketKeyEnabled>true</BucketKeyEnabled>").is(200);
    bench.put("r", "x").header(BUCKET_KEY, "true").header(KEY_ID, ARN + "other");
    bench.put("o", "x", BUCKET_KEY, "false").header(BUCKET_KEY, "").header(MODE, "aws:kms");
    reads("o", "x");
  }

  @Test
  void the_mode_is_for_those_who_seal() {
    bench.put("k", "x");
    for (String method : List.of("GET", "HEAD", "DELETE")) {
      bench.send(method, "/bkt/k", MODE, "AES256").is(400);
    }
    bench.send("GET", "/bkt", MODE, "AES256").error(400, "InvalidArgument");
    String id = bench.send("POST", "/bkt/p?uploads").is(200).element("UploadId");
    bench
        .send("PUT", "/bkt/p?partNumber=1&uploadId=" + id, MODE, "AES256")
        .error(400, "InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes:kms", "AES192", "aws:fsx", "aes256", "AWS:KMS"})
  void modes_that_there_are_not(String mode) {
    bench
        .send("PUT", "/bkt/n", MODE, mode)
        .error(400, "InvalidArgument")
        .says("<ArgumentValue>" + mode + "</ArgumentValue>");
  }

  @Test
  void a_key_id_needs_a_mode_of_the_kms() {
    bench.send("PUT", "/bkt/n", KEY_ID, "store").error(400, "InvalidArgument");
    bench.send("PUT", "/bkt/n", MODE, "AES256", KEY_ID, "store").error(400, "InvalidArgument");
    bench.send("PUT", "/bkt/n", MODE, "AES256", CONTEXT, "e30=").error(400, "InvalidArgument");
  }

  @Test
  void keys_of_clients() {
    allowCustomerKeys();
    String[] key = customer(C, 7);
    bench
        .put("k", "secret words", key)
        .header(MODE, "")
        .header(C + "algorithm", "AES256")
        .header(C + "key-md5", key[5]);
    bench.send("GET", "/bkt/k", key).is(200).header(MODE, "").header(C + "key-md5", key[5]);
    reads("k", "secret words", key);
    bench.send("HEAD", "/bkt/k", key).is(200).header(C + "algorithm", "AES256");
    bench.send("GET", "/bkt/k").error(400, "InvalidRequest").says("stored using a form of");
    bench.send("HEAD", "/bkt/k").is(400);
    bench.send("GET", "/bkt/k", customer(C, 8)).error(403, "AccessDenied").says("correct secret");
    bench.send("HEAD", "/bkt/k", customer(C, 8)).is(403);
    bench.send("GET", "/bkt/k?attributes", "x-amz-object-attributes", "ETag").is(400);
    bench.send("GET", "/bkt/k?attributes", with(key, "x-amz-object-attributes", "ETag")).is(200);
    bench.put("open", "x");
    bench.send("GET", "/bkt/open", key).error(400, "InvalidRequest").says("not applicable");
    bench.send("GET", "/bkt?list-type=2").is(200).says("<Key>k</Key>");
    bench.send("GET", "/bkt/k?tagging").is(200);
    bench.send("DELETE", "/bkt/k").is(204);
  }

  @Test
  void a_key_is_proven_before_anything_else_is_said() {
    allowCustomerKeys();
    String[] key = customer(C, 7);
    String etag = bench.put("k", "0123456789", key).header("etag");
    for (String[] condition :
        List.of(
            new String[] {"if-none-match", etag},
            new String[] {"if-match", "\"other\""},
            new String[] {"range", "bytes=2-3"},
            new String[] {"range", "bytes=99-"})) {
      bench.send("GET", "/bkt/k", condition).is(400);
      bench.send("GET", "/bkt/k", with(customer(C, 8), condition)).is(403);
    }
    bench.send("GET", "/bkt/k?partNumber=1", customer(C, 8)).is(403);
    bench.send("GET", "/bkt/k", with(key, "if-none-match", etag)).is(304);
    assertEquals("23", bench.send("GET", "/bkt/k", with(key, "range", "bytes=2-3")).is(206).text());
  }

  @Test
  void malformed_keys_of_clients() {
    allowCustomerKeys();
    String[] good = customer(C, 7);
    bench.put("k", "x", good);
    String algorithm = C + "algorithm";
    String key = C + "key";
    String md5 = C + "key-md5";
    refused(400, "InvalidArgument", key, good[3], md5, good[5]);
    refused(400, "InvalidArgument", algorithm, "AES256", md5, good[5]);
    refused(400, "InvalidArgument", algorithm, "AES256", key, good[3]);
    refused(
        400, "InvalidEncryptionAlgorithmError", algorithm, "AES192", key, good[3], md5, good[5]);
    refused(400, "InvalidArgument", algorithm, "AES256", key, good[3], md5, "AAAA");
    refused(400, "InvalidArgument", algorithm, "AES256", key, "!!", md5, good[5]);
    refused(400, "InvalidArgument", with(good, MODE, "AES256"));
    byte[] longer = new byte[44];
    String[] wrongLength = {
      algorithm, "AES256", key, Base64.getEncoder().encodeToString(longer), md5, md5(longer)
    };
    refused(400, "InvalidArgument", wrongLength);
    bench.send("GET", "/bkt/k", wrongLength).error(403, "AccessDenied");
  }

  private void refused(int status, String code, String... headers) {
    Bench.Sent sent = bench.send("PUT", "/bkt/n", "x".getBytes(UTF_8), headers);
    sent.error(status, code);
    for (int i = 1; i < headers.length; i += 2) {
      if (headers[i - 1].endsWith("-key")) {
        sent.lacks(headers[i]);
      }
    }
    bench.send("HEAD", "/bkt/n").is(404);
  }

  @Test
  void buckets_block_keys_of_clients_until_they_allow_them() {
    bench.send("PUT", "/bkt/n", "x".getBytes(UTF_8), customer(C, 1)).error(403, "AccessDenied");
    bench.send("PUT", "/bkt/n", C + "key", "nonsense").error(403, "AccessDenied");
    bench.send("POST", "/bkt/n?uploads", customer(C, 1)).error(403, "AccessDenied");
    bench.put("plain", "x");
    bench
        .send("PUT", "/bkt/n", with(customer(C, 1), "x-amz-copy-source", "bkt/plain"))
        .error(403, "AccessDenied");
    allowCustomerKeys();
    bench.put("n", "x", customer(C, 1));
    rule("<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>");
    bench.send("PUT", "/bkt/m", "x".getBytes(UTF_8), customer(C, 1)).error(403, "AccessDenied");
    reads("n", "x", customer(C, 1));
    bench.send("DELETE", "/bkt/n").is(204);
  }

  @Test
  void keys_of_clients_need_a_confidential_connection() throws Exception {
    try (Bench strict = new Bench()) {
      strict.send("PUT", "/bkt").is(200);
      String xml =
          "<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes><EncryptionType>NONE"
              + "</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>";
      strict.send("PUT", "/bkt?encryption", xml, List.of("content-md5", Bench.md5(xml))).is(200);
      strict
          .send("PUT", "/bkt/k", customer(C, 1))
          .error(400, "InvalidRequest")
          .says("secure connection");
    }
  }

  @Test
  void rules_of_buckets() {
    bench
        .send("GET", "/bkt?encryption")
        .is(200)
        .says("<SSEAlgorithm>AES256</SSEAlgorithm>", "<BucketKeyEnabled>false</BucketKeyEnabled>")
        .says("<EncryptionType>SSE-C</EncryptionType>");
    rule(byDefault("aws:kms", "other")).is(200);
    bench
        .send("GET", "/bkt?encryption")
        .says("<KMSMasterKeyID>other</KMSMasterKeyID>", "aws:kms", "SSE-C");
    bench.put("k", "x").header(MODE, "aws:kms").header(KEY_ID, ARN + "other");
    bench.put("s", "x", MODE, "AES256").header(MODE, "AES256");
    rule(byDefault("aws:kms:dsse", "")).is(200);
    bench.put("d", "x").header(MODE, "aws:kms:dsse").header(KEY_ID, ARN + "store");
    bench.send("GET", "/bkt?encryption").lacks("KMSMasterKeyID");
    bench.send("DELETE", "/bkt?encryption").is(204);
    bench.send("DELETE", "/bkt?encryption").is(204);
    bench.put("a", "x").header(MODE, "AES256");
    reads("k", "x");
    reads("d", "x");
    bench.send("GET", "/none?encryption").error(404, "NoSuchBucket");
    bench.send("DELETE", "/none?encryption").error(404, "NoSuchBucket");
  }

  @Test
  void a_rule_goes_with_its_bucket() {
    rule(byDefault("aws:kms", "other")).is(200);
    bench.send("DELETE", "/bkt").is(204);
    bench.send("PUT", "/bkt").is(200);
    bench.send("GET", "/bkt?encryption").is(200).says("AES256");
  }

  @Test
  void malformed_rules() {
    rule("").error(400, "MalformedXML");
    rule(byDefault("AES512", "")).error(400, "MalformedXML");
    rule(byDefault("AES256", "other")).error(400, "InvalidArgument");
    rule(byDefault("AES256", "") + "</Rule><Rule>" + byDefault("AES256", ""))
        .error(400, "MalformedXML");
    rule(byDefault("aws:kms", "") + "<BucketKeyEnabled>maybe</BucketKeyEnabled>")
        .error(400, "MalformedXML");
    rule("<BlockedEncryptionTypes><EncryptionType>ALL</EncryptionType></BlockedEncryptionTypes>")
        .error(400, "MalformedXML");
    rule(byDefault("aws:kms", "no-such-key")).is(200);
    bench.send("PUT", "/bkt/n", "x".getBytes(UTF_8)).error(400, "KMS.NotFoundException");
  }

  @Test
  void states_of_keys() {
    var keys = bench.kms.administration().orElseThrow();
    var other = new io.cofre.api.kms.KeyId("other");
    bench.put("k", "x", MODE, "aws:kms", KEY_ID, "other");
    keys.disable(other);
    bench.send("GET", "/bkt/k").error(400, "KMS.DisabledException");
    bench
        .send("PUT", "/bkt/n", "x".getBytes(UTF_8), MODE, "aws:kms", KEY_ID, "other")
        .error(400, "KMS.DisabledException");
    bench.send("HEAD", "/bkt/k").is(200);
    keys.enable(other);
    reads("k", "x");
    keys.delete(other);
    bench.send("GET", "/bkt/k").error(400, "KMS.KMSInvalidStateException");
    bench.send("GET", "/bkt?list-type=2").is(200);
    bench.send("DELETE", "/bkt/k").is(204);
  }

  @Test
  void copies_between_all_modes() {
    allowCustomerKeys();
    List<String[]> modes =
        List.of(
            new String[] {},
            new String[] {MODE, "aws:kms", KEY_ID, "other"},
            new String[] {MODE, "aws:kms", BUCKET_KEY, "true"},
            new String[] {MODE, "aws:kms:dsse"},
            customer(C, 3));
    String body = "content that is copied ".repeat(700);
    for (int from = 0; from < modes.size(); from++) {
      bench.put("from" + from, body, modes.get(from));
      String[] source = from == 4 ? customer(CS, 3) : new String[] {};
      for (int to = 0; to < modes.size(); to++) {
        String[] target = to == 4 ? customer(C, 9) : modes.get(to);
        String name = "copy" + from + to;
        String[] headers = with(with(target, source), "x-amz-copy-source", "bkt/from" + from);
        bench.send("PUT", "/bkt/" + name, headers).is(200);
        reads(name, body, to == 4 ? customer(C, 9) : new String[] {});
      }
    }
    bench.send("PUT", "/bkt/n", "x-amz-copy-source", "bkt/from4").error(400, "InvalidRequest");
    bench
        .send("PUT", "/bkt/n", with(customer(CS, 5), "x-amz-copy-source", "bkt/from4"))
        .error(403, "AccessDenied");
  }

  @Test
  void a_copy_onto_itself_rotates_a_client_s_key_without_touching_the_body() throws Exception {
    allowCustomerKeys();
    String body = "large enough for a blob ".repeat(1000);
    bench.put("k", body, customer(C, 1));
    var before = bench.blobs.list(io.cofre.api.storage.BlobId.NONE, 10).ids();
    bench
        .send(
            "PUT",
            "/bkt/k",
            with(with(customer(C, 2), customer(CS, 1)), "x-amz-copy-source", "bkt/k"))
        .is(200);
    assertEquals(before, bench.blobs.list(io.cofre.api.storage.BlobId.NONE, 10).ids());
    reads("k", body, customer(C, 2));
    bench.send("GET", "/bkt/k", customer(C, 1)).error(403, "AccessDenied");
    bench
        .send(
            "PUT",
            "/bkt/k",
            with(with(customer(C, 3), customer(CS, 1)), "x-amz-copy-source", "bkt/k"))
        .error(403, "AccessDenied");
    bench.send("PUT", "/bkt/k", with(customer(CS, 2), "x-amz-copy-source", "bkt/k")).is(200);
    bench.send("GET", "/bkt/k").is(200).header(MODE, "AES256").header("etag", Bench.etag(body));
  }

  @Test
  void a_copy_onto_itself_needs_a_change() {
    bench.put("k", "x");
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "bkt/k").error(400, "InvalidRequest");
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "bkt/k", MODE, "aws:kms").is(200);
    bench.send("HEAD", "/bkt/k").header(MODE, "aws:kms");
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "bkt/k").is(200);
    bench.send("HEAD", "/bkt/k").header(MODE, "AES256").header("etag", Bench.etag("x"));
    rule(byDefault("AES256", "")).is(200);
    bench.send("PUT", "/bkt/k", "x-amz-copy-source", "bkt/k").is(200);
  }

  @Test
  void uploads_in_parts() {
    allowCustomerKeys();
    List<String[]> modes =
        List.of(
            new String[] {},
            new String[] {MODE, "aws:kms", KEY_ID, "other"},
            new String[] {MODE, "aws:kms", BUCKET_KEY, "true"},
            new String[] {MODE, "aws:kms:dsse"},
            customer(C, 3));
    String part = "0123456789".repeat(900);
    for (String[] mode : modes) {
      boolean own = mode.length == 6;
      String[] key = own ? mode : new String[] {};
      Bench.Sent begun = bench.send("POST", "/bkt/k?uploads", mode).is(200);
      begun.header(MODE, own ? "" : mode.length == 0 ? "AES256" : mode[1]);
      String id = begun.element("UploadId");
      String first = part(id, 1, part, key);
      String second = part(id, 2, part, key);
      if (mode.length != 0) {
        assertNotEquals(Bench.etag(part), first);
        assertEquals(first, second); // of the same content under one key
      }
      Bench.Sent done =
          bench
              .post(
                  "/bkt/k?uploadId=" + id,
                  "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                      + first
                      + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>"
                      + second
                      + "</ETag></Part></CompleteMultipartUpload>")
              .is(200)
              .header(C + "algorithm", "");
      assertEquals(own ? "" : mode.length == 0 ? "AES256" : mode[1], done.header(MODE));
      reads("k", part + part, key);
      String range =
          bench.send("GET", "/bkt/k", with(key, "range", "bytes=8990-9009")).is(206).text();
      assertEquals((part + part).substring(8990, 9010), range);
      String numbered = bench.send("GET", "/bkt/k?partNumber=2", key).is(206).text();
      assertEquals(part, numbered);
      assertEquals(
          !own,
          !bench
              .send("HEAD", "/bkt/k", with(key, "x-amz-checksum-mode", "ENABLED"))
              .header("x-amz-checksum-crc64nvme")
              .isEmpty());
    }
  }

  private String part(String id, int number, String content, String... headers) {
    return bench
        .send(
            "PUT",
            "/bkt/k?partNumber=" + number + "&uploadId=" + id,
            content.getBytes(UTF_8),
            headers)
        .is(200)
        .header("etag");
  }

  @Test
  void parts_need_the_key_of_their_upload() {
    allowCustomerKeys();
    String id = bench.send("POST", "/bkt/k?uploads", customer(C, 1)).is(200).element("UploadId");
    String url = "/bkt/k?partNumber=1&uploadId=" + id;
    bench.send("PUT", url).error(400, "InvalidRequest").says("initiate requested encryption");
    bench
        .send("PUT", url, customer(C, 2))
        .error(400, "InvalidRequest")
        .says("did not match the ones used originally");
    String plain = bench.send("POST", "/bkt/k?uploads").is(200).element("UploadId");
    bench
        .send("PUT", "/bkt/k?partNumber=1&uploadId=" + plain, customer(C, 1))
        .error(400, "InvalidRequest")
        .says("initiate requested encryption");
    bench.send("GET", "/bkt/k?uploadId=" + id).is(200);
    bench.send("GET", "/bkt/k?uploadId=" + id, customer(C, 1)).is(200);
    bench.send("GET", "/bkt/k?uploadId=" + id, customer(C, 2)).error(400, "InvalidRequest");
    bench.put("source", "x", customer(C, 5));
    bench
        .send(
            "PUT",
            url,
            with(with(customer(C, 1), customer(CS, 5)), "x-amz-copy-source", "bkt/source"))
        .is(200);
    bench.send("DELETE", "/bkt/k?uploadId=" + id).is(204);
  }

  @Test
  void the_key_of_an_object_is_kept_under_another() {
    Bench.Sent put = bench.put("k", "content", "x-amz-meta-a", "b");
    update("k", "<SSE-KMS><KMSKeyArn>" + ARN + "other</KMSKeyArn></SSE-KMS>").is(200);
    bench
        .send("GET", "/bkt/k")
        .is(200)
        .header(MODE, "aws:kms")
        .header(KEY_ID, ARN + "other")
        .header("etag", put.header("etag"))
        .header("x-amz-meta-a", "b");
    reads("k", "content");
    update(
            "k",
            "<SSE-KMS><KMSKeyArn>"
                + ARN
                + "store</KMSKeyArn><BucketKeyEnabled>true</BucketKeyEnabled></SSE-KMS>")
        .is(200);
    bench.send("HEAD", "/bkt/k").header(BUCKET_KEY, "true").header(KEY_ID, ARN + "store");
    reads("k", "content");
    bench.kms.administration().orElseThrow().disable(new io.cofre.api.kms.KeyId("other"));
    reads("k", "content");
  }

  @Test
  void what_cannot_be_kept_under_another_key() {
    String wanted = "<SSE-KMS><KMSKeyArn>" + ARN + "other</KMSKeyArn></SSE-KMS>";
    update("none", wanted).error(404, "NoSuchKey");
    bench.put("d", "x", MODE, "aws:kms:dsse");
    update("d", wanted).error(400, "InvalidRequest").says("DSSE-KMS or SSE-C");
    allowCustomerKeys();
    bench.put("c", "x", customer(C, 1));
    update("c", wanted).error(400, "InvalidRequest");
    bench.put("k", "x");
    update("k", "").error(400, "InvalidRequest").says("Valid values are SSEKMS");
    update("k", "<SSE-C/>").error(400, "InvalidRequest").says("updating the encryption type");
    update("k", "<SSE-KMS/>").error(400, "InvalidRequest").says("require an AWS KMS key");
    update("k", "<SSE-KMS><KMSKeyArn>alias/x</KMSKeyArn></SSE-KMS>")
        .error(400, "InvalidRequest")
        .says("correctly formatted");
    update(
            "k",
            "<SSE-KMS><KMSKeyArn>"
                + ARN
                + "other</KMSKeyArn><BucketKeyEnabled>x</BucketKeyEnabled></SSE-KMS>")
        .error(400, "InvalidRequest")
        .says("true or false");
    update("k", "<SSE-KMS><KMSKeyArn>" + ARN + "gone</KMSKeyArn></SSE-KMS>")
        .error(400, "KMS.NotFoundException");
    reads("k", "x");
  }

  private Bench.Sent update(String key, String inner) {
    String xml = "<ObjectEncryption>" + inner + "</ObjectEncryption>";
    return bench.send(
        "PUT", "/bkt/" + key + "?encryption", xml, List.of("content-md5", Bench.md5(xml)));
  }

  @Test
  void the_kms_is_asked_once_for_a_write_and_a_read_and_never_for_a_listing() {
    int before = bench.kms.calls();
    bench.put("k", "x", MODE, "aws:kms");
    assertEquals(1, bench.kms.calls() - before);
    before = bench.kms.calls();
    reads("k", "x");
    assertEquals(1, bench.kms.calls() - before);
    before = bench.kms.calls();
    bench.send("HEAD", "/bkt/k").is(200);
    bench.send("GET", "/bkt?list-type=2").is(200);
    assertEquals(0, bench.kms.calls() - before);
    before = bench.kms.calls();
    bench.put("d", "x", MODE, "aws:kms:dsse");
    assertEquals(1, bench.kms.calls() - before);
    before = bench.kms.calls();
    reads("d", "x");
    assertEquals(1, bench.kms.calls() - before);
  }

  @Test
  void a_kms_that_is_down_fails_what_needs_it_only() {
    allowCustomerKeys();
    bench.put("k", "x", MODE, "aws:kms");
    bench.kms.fail(KmsException.Reason.UNAVAILABLE);
    bench.send("GET", "/bkt/k").error(503, "ServiceUnavailable");
    bench.send("HEAD", "/bkt/k").is(200);
    bench.send("GET", "/bkt?list-type=2").is(200).says("<Key>k</Key>");
    bench.put("c", "x", customer(C, 1));
    reads("c", "x", customer(C, 1));
    bench.send("DELETE", "/bkt/k").is(204);
  }

  @Test
  void the_other_profile() throws Exception {
    try (Bench ceph = new Bench(Bench.REGION, SseProfile.S3_TESTS)) {
      ceph.send("PUT", "/bkt").is(200);
      ceph.send("GET", "/bkt?encryption")
          .error(404, "ServerSideEncryptionConfigurationNotFoundError");
      ceph.send("PUT", "/bkt/k", MODE, "aws:kms").error(400, "InvalidArgument");
      String id =
          ceph.send("POST", "/bkt/k?uploads", MODE, "aws:kms", KEY_ID, "store")
              .is(200)
              .element("UploadId");
      ceph.send("PUT", "/bkt/k?partNumber=1&uploadId=" + id, MODE, "aws:kms").is(200);
    }
  }
}
