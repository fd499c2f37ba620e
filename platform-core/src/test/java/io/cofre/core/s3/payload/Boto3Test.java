package io.cofre.core.s3.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.PayloadProtection;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.auth.Verified;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import io.cofre.tck.fake.MemoryRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as boto3 1.43 made them with AWS's example key at midnight of 24 May 2013.
class Boto3Test {
  private static final Target AWKWARD = new Target.InObject("bkt", "a b/ü+~(1)*.txt");

  /// A recorded request.
  private record Recorded(S3Call call, byte[] body) {
    static Recorded read(String name) throws IOException {
      byte[] bytes;
      try (InputStream in =
          Boto3Test.class.getResourceAsStream("/io/cofre/core/s3/boto3/" + name + ".http")) {
        bytes = Objects.requireNonNull(in, name).readAllBytes();
      }
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\n\n");
      String[] lines = text.substring(0, end).split("\n");
      String[] first = lines[0].split(" ");
      MemoryRequest request = MemoryRequest.of(first[0], first[1]);
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(": ");
        request.header(lines[i].substring(0, colon), lines[i].substring(colon + 2));
      }
      byte[] body = java.util.Arrays.copyOfRange(bytes, end + 2, bytes.length);
      return new Recorded(Signing.call(request), body);
    }

    Verified verify() {
      return Signing.authenticator().verify(call);
    }

    Content open() {
      return new PayloadReader().open(call, verify(), new ByteArrayInputStream(body));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "put-http, hello world, CRC32",
    "put-https-trailer, hello trailer, CRC32",
    "put-https-trailer-empty, '', CRC32",
    "put-when-required, plain, CRC64NVME",
    "upload-part, part, CRC32",
  })
  void uploads_are_read_and_their_checksums_hold(String name, String content, String algorithm)
      throws IOException {
    Content opened = Recorded.read(name).open();
    assertEquals(algorithm, opened.algorithm().name());
    byte[] read = SmallBody.read(opened, SmallBody.DOCUMENT);
    assertEquals(content, new String(read, StandardCharsets.UTF_8));
    assertEquals(!name.equals("put-when-required"), opened.claimed().isPresent());
  }

  @Test
  void a_document_is_read_with_its_checksum() throws IOException {
    byte[] xml = SmallBody.read(Recorded.read("delete-objects").open(), SmallBody.LIST);
    assertEquals("<Delete xmlns=", new String(xml, 0, 14, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "presigned-v2-get",
        "presigned-v2-put-ssec",
        "presigned-v2-virtual-host",
        "presigned-v4-get",
        "presigned-v4-virtual-host"
      })
  void presigned_urls_hold_and_leave_the_body_open(String name) throws IOException {
    Recorded recorded = Recorded.read(name);
    assertEquals(new PayloadProtection.Unsigned(), recorded.verify().payload());
    assertEquals("acme", recorded.verify().caller().account());
    assertEquals("bkt", recorded.call().bucket());
    assertEquals(name.contains("v4"), recorded.call().signedByVersion4());
    assertEquals(true, recorded.call().presigned());
  }

  @Test
  void names_arrive_as_they_were_given() throws IOException {
    for (String name : new String[] {"put-http", "presigned-v2-get", "presigned-v4-get"}) {
      assertEquals(AWKWARD, Recorded.read(name).call().target());
    }
    Target dots = new Target.InObject("bkt", "k//..//x");
    assertEquals(dots, Recorded.read("put-https-trailer").call().target());
    S3Call list = Recorded.read("list-virtual-host").call();
    assertEquals(new Target.InBucket("bkt"), list.target());
    assertEquals("a b+/ü", list.query().get("prefix").orElseThrow());
    assertEquals("u+/=", Recorded.read("upload-part").call().query().get("uploadId").orElseThrow());
  }

  @Test
  void bodiless_requests_hold() throws IOException {
    for (String name : new String[] {"list-virtual-host", "get-ssec"}) {
      assertEquals("acme", Recorded.read(name).verify().caller().account());
    }
  }

  @Test
  void a_customer_key_in_a_presigned_query_is_a_header() throws IOException {
    S3Call call = Recorded.read("presigned-v2-put-ssec").call();
    assertEquals(
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        call.header("x-amz-server-side-encryption-customer-key").orElseThrow());
    assertEquals("1 2", call.headers("x-amz-meta-").get("x-amz-meta-m"));
  }

  @Test
  void a_customer_key_is_never_echoed() throws IOException {
    for (String name : new String[] {"presigned-v2-put-ssec", "get-ssec"}) {
      S3Call call = Recorded.read(name).call();
      MemoryRequest other =
          MemoryRequest.of("DELETE", call.head().rawPath() + "?" + call.head().rawQuery());
      call.head().headers().forEach((n, values) -> other.header(n, values.getFirst()));
      S3Failure refusal =
          assertThrows(S3Failure.class, () -> Signing.authenticator().verify(Signing.call(other)));
      assertEquals(false, refusal.details().toString().contains("MDEyMzQ1"));
      assertEquals(true, refusal.details().toString().contains("customer-key"));
    }
  }
}
