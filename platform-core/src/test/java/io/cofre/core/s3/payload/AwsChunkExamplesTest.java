package io.cofre.core.s3.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.message.S3Call;
import io.cofre.tck.fake.MemoryRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// The examples of "Transferring payload in multiple chunks" and "Including trailing headers" in
/// the Amazon S3 API reference: 65 KiB of the letter a.
class AwsChunkExamplesTest {
  private static final String LETTERS = "a".repeat(65 * 1024);

  @Test
  void signed_chunks() throws IOException {
    String body =
        chunk(65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
            + chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
            + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    MemoryRequest request =
        put("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "66824")
            .header(
                "authorization",
                authorization(
                    "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class",
                    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
    Content content = open(request, body);
    assertEquals(LETTERS, new String(content.body().readAllBytes(), StandardCharsets.US_ASCII));
    assertEquals(66560, content.length());
    assertEquals(66824, body.length());
  }

  @Test
  void signed_chunks_with_a_signed_trailer() throws IOException {
    String body =
        chunk(65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
            + chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
            + "0;chunk-signature="
            + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\n\r\n"
            + "x-amz-trailer-signature:"
            + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    MemoryRequest request =
        put("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "66946")
            .header("x-amz-trailer", "x-amz-checksum-crc32c")
            .header(
                "authorization",
                authorization(
                    "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                    "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"));
    Content content = open(request, body);
    assertEquals(LETTERS, new String(content.body().readAllBytes(), StandardCharsets.US_ASCII));
    assertEquals(ChecksumAlgorithm.CRC32C, content.algorithm());
    assertArrayEquals(
        Base64.getDecoder().decode("sOO8/Q=="), content.claimed().orElseThrow().value());
  }

  private static Content open(MemoryRequest request, String body) {
    S3Call call = Signing.call(request);
    return new PayloadReader()
        .open(
            call,
            Signing.authenticator().verify(call),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));
  }

  private static MemoryRequest put(String payload, String length) {
    return MemoryRequest.of("PUT", "/examplebucket/chunkObject.txt")
        .header("host", "s3.amazonaws.com")
        .header("x-amz-date", Signing.DATE)
        .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .header("x-amz-content-sha256", payload)
        .header("content-encoding", "aws-chunked")
        .header("x-amz-decoded-content-length", "66560")
        .header("content-length", length);
  }

  private static String chunk(int size, String signature) {
    return Integer.toHexString(size)
        + ";chunk-signature="
        + signature
        + "\r\n"
        + LETTERS.substring(0, size)
        + "\r\n";
  }

  private static String authorization(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        + "SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }
}
