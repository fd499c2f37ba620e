package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
  private static final String NS = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private static final String LOCATION =
      "<CreateBucketConfiguration><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>";
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Bench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void made_found_listed_removed() {
    bench.send("PUT", "/box").is(200).header("Location", "/box");
    bench
        .send("HEAD", "/box")
        .is(200)
        .header("x-amz-bucket-region", "us-east-1")
        .header("Server", "Cofre");
    bench
        .send("GET", "/")
        .is(200)
        .header("Content-Type", "application/xml")
        .says(
            "<ListAllMyBucketsResult "
                + NS
                + "><Owner><ID>acme</ID></Owner><Buckets><Bucket>"
                + "<Name>box</Name><CreationDate>2026-01-02T03:04:05.678Z</CreationDate>"
                + "<BucketRegion>us-east-1</BucketRegion></Bucket></Buckets>"
                + "</ListAllMyBucketsResult>");
    bench.send("DELETE", "/box").is(204);
    bench.send("HEAD", "/box").is(404);
    bench.send("DELETE", "/box").error(404, "NoSuchBucket").says("<BucketName>box</BucketName>");
  }

  @Test
  void names_are_checked_and_taken_once() {
    bench.send("PUT", "/box").is(200);
    for (String bad : List.of("Box", "ab", "a_b", "192.168.0.1", "xn--a", "a..b")) {
      bench.send("PUT", "/" + bad).error(400, "InvalidBucketName");
    }
  }

  @Test
  void a_bucket_of_ones_own_is_made_again_in_the_oldest_region_only() throws IOException {
    bench.send("PUT", "/box").is(200);
    bench.send("PUT", "/box/k").is(200);
    bench.send("PUT", "/box").is(200).header("Location", "/box");
    bench.send("HEAD", "/box/k").is(200);
    try (Bench elsewhere = new Bench("eu-west-1")) {
      elsewhere.send("PUT", "/box").is(200);
      elsewhere.send("PUT", "/box").error(409, "BucketAlreadyOwnedByYou");
    }
  }

  @Test
  void full_buckets_stay() {
    bench.send("PUT", "/box").is(200);
    bench.send("PUT", "/box/k").is(200);
    bench.send("DELETE", "/box").error(409, "BucketNotEmpty");
    bench.send("POST", "/box/other?uploads").is(200);
    bench.send("DELETE", "/box/k").is(204);
    bench.send("DELETE", "/box").is(204);
  }

  @Test
  void locations() {
    bench.send("PUT", "/a-1", LOCATION.formatted("us-east-1"), List.of()).is(200);
    bench
        .send("PUT", "/a-2", LOCATION.formatted("eu-west-1"), List.of())
        .error(400, "IllegalLocationConstraintException");
    bench.send("PUT", "/a-3", "<x", List.of()).error(400, "MalformedXML");
    bench.send("GET", "/a-1?location").is(200).says("<LocationConstraint " + NS + "></Loc");
    bench.send("GET", "/a-9?location").error(404, "NoSuchBucket");
  }

  @Test
  void pages_of_buckets() {
    for (String name : List.of("aa-1", "aa-2", "aa-3", "bb-1")) {
      bench.send("PUT", "/" + name).is(200);
    }
    Bench.Sent first = bench.send("GET", "/?max-buckets=2&prefix=aa").is(200);
    assertEquals(List.of("aa-1", "aa-2"), first.elements("Name"));
    first.says("<Prefix>aa</Prefix>");
    String token = first.element("ContinuationToken");
    Bench.Sent second =
        bench.send("GET", "/?continuation-token=" + token + "&max-buckets=2&prefix=aa");
    assertEquals(List.of("aa-3"), second.elements("Name"));
    assertEquals("", second.element("ContinuationToken"));
    assertEquals(4, bench.send("GET", "/").elements("Name").size());
    assertEquals(0, bench.send("GET", "/?bucket-region=mars").elements("Name").size());
    bench.send("GET", "/?max-buckets=0").error(400, "InvalidArgument");
    bench.send("GET", "/?max-buckets=10001").error(400, "InvalidArgument");
    bench.send("GET", "/?continuation-token=%21").error(400, "InvalidArgument");
  }

  @ParameterizedTest
  @CsvSource({
    "versioning, VersioningConfiguration",
    "encryption, AES256",
    "ownershipControls, BucketOwnerEnforced",
    "publicAccessBlock, <BlockPublicAcls>true",
    "requestPayment, <Payer>BucketOwner",
    "logging, BucketLoggingStatus",
    "notification, NotificationConfiguration",
    "accelerate, AccelerateConfiguration",
    "acl, <Permission>FULL_CONTROL"
  })
  void configurations_that_are_the_same_for_all(String name, String says) {
    bench.send("GET", "/box?" + name).error(404, "NoSuchBucket");
    bench.send("PUT", "/box").is(200);
    bench.send("GET", "/box?" + name).is(200).says(says, NS);
  }

  @ParameterizedTest
  @CsvSource({
    "policy, NoSuchBucketPolicy",
    "policyStatus, NoSuchBucketPolicy",
    "tagging, NoSuchTagSet",
    "cors, NoSuchCORSConfiguration",
    "lifecycle, NoSuchLifecycleConfiguration",
    "website, NoSuchWebsiteConfiguration",
    "replication, ReplicationConfigurationNotFoundError",
    "object-lock, ObjectLockConfigurationNotFoundError"
  })
  void configurations_that_no_bucket_has(String name, String code) {
    bench.send("GET", "/box?" + name).error(404, "NoSuchBucket");
    bench.send("PUT", "/box").is(200);
    bench.send("GET", "/box?" + name).error(404, code).says("<BucketName>box</BucketName>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"versioning", "policy", "cors", "lifecycle", "acl", "object-lock"})
  void configurations_that_cannot_be_set_are_not_set_in_silence(String name) {
    bench.send("PUT", "/box").is(200);
    bench.send("PUT", "/box?" + name, "<x/>", List.of()).error(501, "NotImplemented");
  }

  @Test
  void acls_and_locks_of_new_buckets() {
    bench.send("PUT", "/a-1", "x-amz-acl", "private").is(200);
    bench
        .send("PUT", "/a-2", "x-amz-acl", "public-read")
        .error(400, "AccessControlListNotSupported");
    bench
        .send("PUT", "/a-3", "x-amz-bucket-object-lock-enabled", "true")
        .error(501, "NotImplemented");
    bench.send("PUT", "/a-4", "x-amz-object-ownership", "Nobody").error(400, "InvalidArgument");
  }

  @Test
  void the_expected_owner_is_compared() {
    bench.send("PUT", "/box").is(200);
    bench.send("HEAD", "/box", "x-amz-expected-bucket-owner", "acme").is(200);
    bench.send("HEAD", "/box", "x-amz-expected-bucket-owner", "other").is(403);
    bench.send("PUT", "/box/k", "x-amz-expected-bucket-owner", "other").error(403, "AccessDenied");
    bench.send("GET", "/none", "x-amz-expected-bucket-owner", "x").error(404, "NoSuchBucket");
  }
}
