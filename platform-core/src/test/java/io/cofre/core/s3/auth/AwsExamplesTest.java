package io.cofre.core.s3.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.identity.Caller;
import io.cofre.tck.fake.MemoryRequest;
import org.junit.jupiter.api.Test;

/// The examples of the Signature Version 4 pages of the Amazon S3 API reference, and of the Version
/// 2 page of the developer guide.
class AwsExamplesTest {
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final Caller CALLER = new Caller("acme", Signing.ID);

  @Test
  void get_object_with_a_range() {
    MemoryRequest request =
        MemoryRequest.of("GET", "/test.txt")
            .header("host", HOST)
            .header("range", "bytes=0-9")
            .header("x-amz-content-sha256", Signing.EMPTY)
            .header("x-amz-date", Signing.DATE)
            .header(
                "authorization",
                authorization(
                    "host;range;x-amz-content-sha256;x-amz-date",
                    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
    assertEquals(
        new Verified(CALLER, new PayloadProtection.Single(Signing.EMPTY)), verify(request));
  }

  @Test
  void put_object_with_a_dollar_in_its_key() {
    String sha256 = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    for (String path : new String[] {"/test%24file.text", "/test$file.text"}) {
      MemoryRequest request =
          MemoryRequest.of("PUT", path)
              .header("host", HOST)
              .header("date", "Fri, 24 May 2013 00:00:00 GMT")
              .header("x-amz-date", Signing.DATE)
              .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
              .header("x-amz-content-sha256", sha256)
              .header(
                  "authorization",
                  authorization(
                      "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
      assertEquals(new Verified(CALLER, new PayloadProtection.Single(sha256)), verify(request));
    }
  }

  @Test
  void get_bucket_lifecycle() {
    bodiless("/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void list_objects() {
    bodiless(
        "/?max-keys=2&prefix=J",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    bodiless(
        "/?prefix=J&max-keys=2",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void presigned_get() {
    MemoryRequest request =
        MemoryRequest.of(
                "GET",
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE"
                    + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
                    + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                    + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
            .header("host", HOST);
    assertEquals(new Verified(CALLER, new PayloadProtection.Unsigned()), verify(request));
  }

  @Test
  void version_2_headers() {
    version2("GET", "/photos/puppy.jpg", "36:42", "bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
    version2(
        "GET", "/?prefix=photos&max-keys=50&marker=puppy", "42:41", "htDYFYduRNen8P9ZfE/s9SuKy0U=");
    version2("GET", "/?acl", "44:46", "c2WLPFtWHVgbEmeEG93a4cG37dM=");
  }

  @Test
  void version_2_presigned() {
    MemoryRequest request =
        MemoryRequest.of(
                "GET",
                "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature="
                    + "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620")
            .header("host", "johnsmith.s3.amazonaws.com");
    assertEquals(
        new Verified(CALLER, new PayloadProtection.Unsigned()),
        Signing.authenticator(java.time.Instant.ofEpochSecond(1175139620))
            .verify(Signing.call(request)));
  }

  private static void version2(String method, String target, String minutes, String signature) {
    MemoryRequest request =
        MemoryRequest.of(method, target)
            .header("host", "johnsmith.s3.amazonaws.com")
            .header("date", "Tue, 27 Mar 2007 19:" + minutes + " +0000")
            .header("authorization", "AWS AKIAIOSFODNN7EXAMPLE:" + signature);
    assertEquals(
        new Verified(CALLER, new PayloadProtection.Unsigned()),
        Signing.authenticator(java.time.Instant.parse("2007-03-27T19:40:00Z"))
            .verify(Signing.call(request)));
  }

  private static void bodiless(String target, String signature) {
    MemoryRequest request =
        MemoryRequest.of("GET", target)
            .header("host", HOST)
            .header("x-amz-content-sha256", Signing.EMPTY)
            .header("x-amz-date", Signing.DATE)
            .header(
                "authorization", authorization("host;x-amz-content-sha256;x-amz-date", signature));
    assertEquals(
        new Verified(CALLER, new PayloadProtection.Single(Signing.EMPTY)), verify(request));
  }

  private static Verified verify(MemoryRequest request) {
    return Signing.authenticator().verify(Signing.call(request));
  }

  private static String authorization(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        + "SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }
}
