package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.boot.KeyringSource;
import io.cofre.core.identity.Asker;
import io.cofre.core.keyring.Keyring;
import io.cofre.core.keyring.KeyringSettings;
import io.cofre.core.keyring.KmsMeter;
import io.cofre.core.keyring.KmsUse;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.sse.SseProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often each operation asks the KMS through the keyring: the table in `keyring.md`.
class KmsCallsTest {
  private static final String MODE = "x-amz-server-side-encryption";
  private static final String KEY_ID = MODE + "-aws-kms-key-id";
  private static final String[] KMS = {MODE, "aws:kms"};
  private static final String[] BUCKET_KEY = {
    MODE, "aws:kms", MODE + "-bucket-key-enabled", "true"
  };
  private static final List<String[]> OWN_KEYS =
      List.of(new String[] {MODE, "AES256"}, KMS, new String[] {MODE, "aws:kms:dsse"});
  private final List<Keyring> keyrings = new ArrayList<>();
  private final List<String> audited = new ArrayList<>();
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench =
        new Bench(
            Bench.REGION,
            SseProfile.AWS_2026,
            kms -> {
              Keyring keyring =
                  new Keyring(
                      Map.of("main", kms), KeyringSettings.DEFAULT, this::audit, KmsMeter.NONE);
              keyrings.add(keyring);
              return new KeyringSource(keyring);
            });
    bench.send("PUT", "/bkt").is(200);
    bench.kms.administration().orElseThrow().create(new io.cofre.api.kms.KeyId("other"));
  }

  @AfterEach
  void close() {
    bench.close();
    keyrings.forEach(Keyring::close);
  }

  private void audit(KmsUse use) {
    String who =
        Asker.current()
            .map(asker -> asker.requestId() + " of " + asker.accessKey().orElse("nobody"))
            .orElse("the server");
    audited.add("%s %s for %s".formatted(use.operation().label(), use.served().toString(), who));
  }

  private void asks(int calls, Runnable work) {
    int before = bench.kms.calls();
    work.run();
    assertEquals(calls, bench.kms.calls() - before);
  }

  /// As a server that was just started, or a cache whose time is over.
  private void forget() {
    keyrings.forEach(keyring -> keyring.invalidate("main"));
  }

  @Test
  void a_put_asks_once() {
    for (String[] mode : OWN_KEYS) {
      asks(1, () -> bench.put("k", "x", mode));
      asks(1, () -> bench.put("k", "x", mode));
    }
  }

  @Test
  void a_put_with_a_bucket_key_asks_the_first_time_only() {
    asks(1, () -> bench.put("a", "x", BUCKET_KEY));
    asks(0, () -> bench.put("b", "x", BUCKET_KEY));
    forget();
    asks(1, () -> bench.put("c", "x", BUCKET_KEY));
  }

  @Test
  void a_get_asks_once_and_then_the_cache() {
    for (String[] mode : OWN_KEYS) {
      bench.put("k", "content", mode);
      asks(0, () -> bench.send("GET", "/bkt/k").is(200));
      forget();
      asks(1, () -> bench.send("GET", "/bkt/k").is(200));
      asks(0, () -> bench.send("GET", "/bkt/k").is(200));
      asks(0, () -> bench.send("GET", "/bkt/k", "range", "bytes=1-2").is(206));
    }
  }

  @Test
  void objects_of_one_bucket_key_share_its_call() {
    bench.put("a", "x", BUCKET_KEY);
    bench.put("b", "x", BUCKET_KEY);
    forget();
    asks(1, () -> bench.send("GET", "/bkt/a").is(200));
    asks(0, () -> bench.send("GET", "/bkt/b").is(200));
  }

  @Test
  void head_list_and_delete_ask_nothing() {
    List<String[]> modes = new ArrayList<>(OWN_KEYS);
    modes.add(BUCKET_KEY);
    for (String[] mode : modes) {
      bench.put("k", "x", mode);
      forget();
      asks(0, () -> bench.send("HEAD", "/bkt/k").is(200));
      asks(0, () -> bench.send("GET", "/bkt?list-type=2").is(200).says("<Key>k</Key>"));
      asks(0, () -> bench.send("GET", "/bkt/k?tagging").is(200));
      asks(0, () -> bench.send("DELETE", "/bkt/k").is(204));
    }
  }

  private Bench.Sent part(String id, int number) {
    byte[] content = "a part".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return bench.send("PUT", "/bkt/p?partNumber=" + number + "&uploadId=" + id, content).is(200);
  }

  @Test
  void an_upload_asks_at_its_beginning_and_a_part_when_the_key_is_not_cached() {
    for (String[] mode : OWN_KEYS) {
      int before = bench.kms.calls();
      String id = bench.send("POST", "/bkt/p?uploads", mode).is(200).element("UploadId");
      assertEquals(1, bench.kms.calls() - before);
      asks(0, () -> part(id, 1));
      forget();
      asks(1, () -> part(id, 2));
      asks(0, () -> part(id, 3));
      String etag = part(id, 1).header("etag");
      forget();
      asks(0, () -> complete(id, etag));
    }
  }

  private void complete(String id, String etag) {
    String xml =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
            + etag
            + "</ETag></Part></CompleteMultipartUpload>";
    bench.post("/bkt/p?uploadId=" + id, xml).is(200);
  }

  private void copy(String source, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("x-amz-copy-source", "bkt/" + source));
    bench.send("PUT", "/bkt/" + target, all.toArray(String[]::new)).is(200);
  }

  @Test
  void a_copy_asks_for_its_source_and_its_target() {
    bench.put("a", "x", KMS);
    bench.put("b", "x", BUCKET_KEY);
    asks(1, () -> copy("a", "c", KMS));
    asks(0, () -> copy("a", "c", BUCKET_KEY));
    forget();
    asks(2, () -> copy("a", "c", KMS));
    forget();
    asks(2, () -> copy("b", "c", BUCKET_KEY));
    asks(0, () -> copy("b", "c", BUCKET_KEY));
  }

  @Test
  void a_change_of_the_key_asks_once() {
    bench.put("k", "x", KMS);
    forget();
    asks(1, () -> update("other", false));
    forget();
    asks(2, () -> update("store", true));
    bench
        .send("GET", "/bkt/k")
        .is(200)
        .header(KEY_ID, "arn:aws:kms:us-east-1:000000000000:key/store");
  }

  private void update(String key, boolean bucketKey) {
    String xml =
        "<ObjectEncryption><SSE-KMS><KMSKeyArn>arn:aws:kms:us-east-1:000000000000:key/"
            + key
            + "</KMSKeyArn><BucketKeyEnabled>"
            + bucketKey
            + "</BucketKeyEnabled></SSE-KMS></ObjectEncryption>";
    bench.send("PUT", "/bkt/k?encryption", xml, List.of("content-md5", Bench.md5(xml))).is(200);
  }

  @Test
  void each_use_of_a_key_is_told_with_whom_it_served() {
    assertTrue(audited.contains("generate CALL for the server"), "the key of the store");
    audited.clear();
    bench.put("k", "x", KMS);
    String put = bench.observed.getLast().requestId();
    forget();
    bench.send("GET", "/bkt/k").is(200);
    String get = bench.observed.getLast().requestId();
    bench.send("GET", "/bkt/k").is(200);
    String again = bench.observed.getLast().requestId();
    bench.send("GET", "/bkt").is(200);
    assertEquals(
        List.of(
            "generate CALL for %s of %s".formatted(put, Signing.ID),
            "unwrap CALL for %s of %s".formatted(get, Signing.ID),
            "unwrap CACHE for %s of %s".formatted(again, Signing.ID)),
        audited);
  }
}
