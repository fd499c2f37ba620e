package io.cofre.core.s3.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final RouteTable TABLE = RouteTable.standard();

  private static S3Call call(String method, String target, String... headers) {
    MemoryRequest request = MemoryRequest.of(method, target);
    for (int i = 0; i < headers.length; i += 2) {
      request = request.header(headers[i], headers[i + 1]);
    }
    return new S3CallParser(List.of()).parse(request.head(), "0");
  }

  private static S3Error refusal(String method, String target) {
    S3Call call = call(method, target);
    return assertThrows(S3Failure.class, () -> TABLE.find(call)).error();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /,                                   ListBuckets",
    "GET,    /?max-buckets=2&prefix=a,            ListBuckets",
    "PUT,    /b,                                  CreateBucket",
    "PUT,    /b/,                                 CreateBucket",
    "HEAD,   /b,                                  HeadBucket",
    "DELETE, /b,                                  DeleteBucket",
    "GET,    /b?location,                         GetBucketLocation",
    "GET,    /b/?location=,                       GetBucketLocation",
    "GET,    /b,                                  ListObjects",
    "GET,    /b?list-type=1,                      ListObjects",
    "GET,    /b?prefix=a&delimiter=&marker=x,     ListObjects",
    "GET,    /b?list-type=2&prefix=a,             ListObjectsV2",
    "GET,    /b?versions,                         ListObjectVersions",
    "GET,    /b?uploads=,                         ListMultipartUploads",
    "GET,    /b?acl,                              GetBucketAcl",
    "GET,    /b?analytics,                        ListBucketAnalyticsConfigurations",
    "GET,    /b?analytics&id=x,                   GetBucketAnalyticsConfiguration",
    "POST,   /b?delete,                           DeleteObjects",
    "POST,   /b,                                  PostObject",
    "GET,    /b/k,                                GetObject",
    "GET,    /b/k?versionId=null,                 GetObject",
    "GET,    /b/k?partNumber=1,                   GetObject",
    "GET,    /b/k?response-expires=x&x-id=y,      GetObject",
    "HEAD,   /b/k,                                HeadObject",
    "PUT,    /b/k,                                PutObject",
    "PUT,    /b/k?x-id=PutObject,                 PutObject",
    "PUT,    /b/k?X-Amz-Signature=1&X-Amz-Date=2, PutObject",
    "PUT,    /b/k?AWSAccessKeyId=1&Signature=2&Expires=3, PutObject",
    "DELETE, /b/k,                                DeleteObject",
    "DELETE, /b/k?versionId=null,                 DeleteObject",
    "GET,    /b/k?attributes,                     GetObjectAttributes",
    "GET,    /b/k?tagging,                        GetObjectTagging",
    "PUT,    /b/k?tagging,                        PutObjectTagging",
    "DELETE, /b/k?tagging,                        DeleteObjectTagging",
    "PUT,    /b/k?encryption,                     UpdateObjectEncryption",
    "POST,   /b/k?uploads,                        CreateMultipartUpload",
    "PUT,    /b/k?uploadId=u&partNumber=1,        UploadPart",
    "PUT,    /b/k?partNumber=1&uploadId=u,        UploadPart",
    "POST,   /b/k?uploadId=u,                     CompleteMultipartUpload",
    "DELETE, /b/k?uploadId=u,                     AbortMultipartUpload",
    "GET,    /b/k?uploadId=u&max-parts=1,         ListParts"
  })
  void finds(String method, String target, String operation) {
    assertEquals(operation, TABLE.find(call(method, target)).label());
  }

  @Test
  void the_source_header_makes_copies() {
    assertEquals(
        S3Operation.COPY_OBJECT, TABLE.find(call("PUT", "/b/k", "x-amz-copy-source", "/b/j")));
    assertEquals(
        S3Operation.UPLOAD_PART_COPY,
        TABLE.find(call("PUT", "/b/k?partNumber=1&uploadId=u", "x-amz-copy-source", "/b/j")));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    /",
    "DELETE, /",
    "PATCH,  /b/k",
    "POST,   /b/k",
    "PATCH,  /b",
    "POST,   /b?location",
    "DELETE, /b/k?attributes",
    "PUT,    /b/k?uploads"
  })
  void other_methods_are_not_allowed(String method, String target) {
    assertEquals(S3Error.METHOD_NOT_ALLOWED, refusal(method, target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/b/k?something-new",
        "/b/k?something-new=",
        "/b/k?versionId=null",
        "/b/k?website",
        "/b/k?partNumber=1",
        "/b/k?partNumber=1&uploadId=u&acl",
        "/b/k?tagging&acl",
        "/b?something-new",
        "/b?torrent"
      })
  void a_put_with_a_subresource_that_no_row_takes_overwrites_nothing(String target) {
    assertEquals(S3Error.NOT_IMPLEMENTED, refusal("PUT", target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b?something-new", "/b/k?something-new", "/b/k?partNumber=1"})
  void a_delete_with_a_subresource_that_no_row_takes_removes_nothing(String target) {
    assertEquals(S3Error.NOT_IMPLEMENTED, refusal("DELETE", target));
  }

  @Test
  void known_subresources_are_never_read_as_the_object_itself() {
    for (String name : List.of("abac", "website", "append", "policyStatus", "inventory")) {
      assertEquals(S3Error.NOT_IMPLEMENTED, refusal("GET", "/b/k?" + name), name);
    }
  }

  @Test
  void every_operation_has_a_row_and_rows_do_not_repeat() {
    Set<S3Operation> routed =
        TABLE.rows().stream()
            .map(Route::operation)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(S3Operation.class)));
    assertEquals(EnumSet.allOf(S3Operation.class), routed);
    Set<String> texts = new HashSet<>();
    TABLE.rows().forEach(row -> assertTrue(texts.add(row.text()), row.text()));
  }

  @Test
  void rows_that_overwrite_or_remove_accept_nothing_that_chooses_an_operation() {
    for (Route row : TABLE.rows()) {
      boolean destructive =
          EnumSet.of(
                  S3Operation.PUT_OBJECT,
                  S3Operation.COPY_OBJECT,
                  S3Operation.CREATE_BUCKET,
                  S3Operation.DELETE_BUCKET,
                  S3Operation.UPLOAD_PART)
              .contains(row.operation());
      assertFalse(destructive && !row.accepts().isEmpty(), row.text());
    }
  }
}
