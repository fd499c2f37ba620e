package io.cofre.core.s3.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
  private static final byte[] CONTENT = random(20_000);

  static Stream<Function<byte[], Upload>> framings() {
    return Stream.of(
        content -> Upload.whole(Upload.UNSIGNED, content),
        Upload::hashed,
        content -> Upload.unsignedTrailer(content, 8192),
        content -> Upload.unsignedTrailer(content, 1 << 20),
        content -> Upload.signedChunks(content, 8192),
        content -> Upload.signedTrailer(content, 8192));
  }

  @ParameterizedTest
  @MethodSource("framings")
  void content_comes_out_as_it_went_in(Function<byte[], Upload> framing) throws IOException {
    for (int size : new int[] {0, 1, 8191, 8192, 8193, 16_384, 20_000}) {
      byte[] expected = random(size);
      Content content = framing.apply(expected).open();
      assertEquals(size, content.length());
      assertArrayEquals(expected, content.body().readAllBytes());
      assertEquals(-1, content.body().read());
      assertEquals(-1, content.body().read(new byte[8]));
    }
  }

  @Test
  void content_encoding_says_nothing() throws IOException {
    for (Upload upload :
        List.of(
            Upload.hashed(CONTENT).with("content-encoding", "aws-chunked"),
            Upload.unsignedTrailer(CONTENT, 8192).with("content-encoding", "gzip"))) {
      assertArrayEquals(CONTENT, upload.open().body().readAllBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void a_body_cut_anywhere_never_ends(Function<byte[], Upload> framing) {
    Upload upload = framing.apply(CONTENT);
    int end = upload.body().length;
    for (int cut : new int[] {0, 1, 7, 100, 8192, end - 200, end - 90, end - 4, end - 2, end - 1}) {
      InputStream body = upload.body(java.util.Arrays.copyOf(upload.body(), cut)).open().body();
      S3Failure refusal = assertThrows(S3Failure.class, body::readAllBytes);
      assertEquals(S3Error.INCOMPLETE_BODY, refusal.error());
      assertThrows(IOException.class, body::read, "a refused body goes on failing");
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void a_broken_connection_is_not_an_end(Function<byte[], Upload> framing) {
    Upload upload = framing.apply(CONTENT);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(upload.body(), 0, 10_000), new BrokenStream());
    InputStream body = upload.open(broken).body();
    assertThrows(IOException.class, body::readAllBytes);
    assertThrows(IOException.class, body::read);
  }

  @Test
  void a_whole_body_takes_no_more_than_its_length() throws IOException {
    ByteArrayInputStream raw = new ByteArrayInputStream(CONTENT);
    Upload upload = Upload.whole(Upload.UNSIGNED, new byte[100]);
    assertEquals(100, upload.open(raw).body().readAllBytes().length);
    assertEquals(CONTENT.length - 100, raw.available());
  }

  @Test
  void the_last_bytes_are_held_back_until_all_was_checked() throws IOException {
    Upload hashed = Upload.whole(Signing.sha256(new byte[1]), CONTENT);
    Upload chunked = Upload.signedChunks(CONTENT, 8192);
    chunked.body()[chunked.body().length - 10] ^= 1;
    for (Upload upload : List.of(hashed, chunked)) {
      InputStream body = upload.open().body();
      body.readNBytes(CONTENT.length - 1);
      assertThrows(S3Failure.class, body::read);
    }
  }

  @Test
  void another_sha256_is_a_mismatch() {
    byte[] other = CONTENT.clone();
    other[5] ^= 1;
    S3Failure refusal = refusal(Upload.hashed(CONTENT).body(other));
    assertEquals(S3Error.X_AMZ_CONTENT_SHA256_MISMATCH, refusal.error());
    assertEquals(
        Map.of(
            "ClientComputedContentSHA256",
            Signing.sha256(CONTENT),
            "S3ComputedContentSHA256",
            Signing.sha256(other)),
        refusal.details());
  }

  @Test
  void changed_chunks_signatures_and_trailers_do_not_match() {
    Upload chunks = Upload.signedChunks(CONTENT, 8192);
    byte[] changed = chunks.body().clone();
    changed[9000] ^= 1;
    assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal(chunks.body(changed)).error());
    for (String part : List.of("chunk-signature=", "x-amz-trailer-signature:")) {
      Upload upload = Upload.signedTrailer(CONTENT, 1 << 20);
      String text = new String(upload.body(), StandardCharsets.ISO_8859_1);
      int at = text.lastIndexOf(part) + part.length();
      byte[] spoilt = upload.body().clone();
      spoilt[at] = (byte) (spoilt[at] == '0' ? '1' : '0');
      assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal(upload.body(spoilt)).error());
    }
    Upload trailer = Upload.signedTrailer(CONTENT, 8192);
    Upload other = trailer.replace(Upload.crc32(CONTENT), Upload.crc32(new byte[1]));
    assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal(other).error());
  }

  @Test
  void lengths_are_required() {
    assertEquals(
        S3Error.MISSING_CONTENT_LENGTH,
        opening(Upload.whole(Upload.UNSIGNED, CONTENT).without("content-length")).error());
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        opening(
                Upload.whole(Upload.UNSIGNED, CONTENT)
                    .without("content-length")
                    .with("transfer-encoding", "chunked"))
            .error());
    assertEquals(
        S3Error.MISSING_CONTENT_LENGTH,
        opening(
                Upload.signedChunks(CONTENT, 8192)
                    .without("x-amz-decoded-content-length")
                    .with("content-length", "20600"))
            .error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", "0x10", "1e3", "99999999999999999999", "²"})
  void lengths_are_numbers(String length) {
    Upload upload = Upload.whole(Upload.UNSIGNED, CONTENT).with("content-length", length);
    assertEquals(S3Error.INVALID_ARGUMENT, opening(upload).error());
  }

  @Test
  void more_than_5_gib_are_refused_before_reading() {
    S3Failure refusal =
        opening(Upload.whole(Upload.UNSIGNED, CONTENT).with("content-length", "5368709121"));
    assertEquals(S3Error.ENTITY_TOO_LARGE, refusal.error());
    assertEquals(
        Map.of("ProposedSize", "5368709121", "MaxSizeAllowed", "5368709120"), refusal.details());
    assertEquals(
        5368709120L,
        Upload.whole(Upload.UNSIGNED, CONTENT)
            .with("content-length", "5368709120")
            .open()
            .length());
  }

  @Test
  void decoded_lengths_must_be_those_of_the_chunks() {
    Upload upload = Upload.unsignedTrailer(CONTENT, 8192);
    for (String length : List.of("19999", "20001", "0", "8192", "5368709120")) {
      S3Failure refusal = refusal(upload.with("x-amz-decoded-content-length", length));
      assertEquals(S3Error.INCOMPLETE_BODY, refusal.error());
    }
    assertEquals(S3Error.INCOMPLETE_BODY, opening(upload.with("content-length", "19999")).error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "5\n",
        "5 \r\n",
        " 5\r\n",
        "0x5\r\n",
        "-5\r\n",
        "g\r\n",
        "5;x=1\r\n",
        "05\r\nhello",
        "00000000000000005\r\n",
        "FFFFFFFFFFFFFFFF\r\n",
        "5\r\nhello\r\n\r\n",
        "5\r\nhelloX\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello\r\n0;x\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\nmore",
        "5\r\nhello\r\n0\r\n\r\n\r\n\r\n\r\n",
        "\r\n",
        "3\r\nhel\r\n0\r\n\r\n"
      })
  void malformed_framing_is_incomplete(String body) {
    S3Failure refusal = refusal(hello(body));
    assertEquals(S3Error.INCOMPLETE_BODY, refusal.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n", "00005\r\nhello\r\n000\r\n\r\n",
        "5\r\nhello\r\n0\r\n\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n\r\n\r\n"
      })
  void framing_without_trailers_and_with_spare_line_ends_is_fine(String body) throws IOException {
    assertEquals(
        "hello", new String(hello(body).open().body().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void only_the_last_chunk_may_be_small() {
    S3Failure refusal = refusal(Upload.unsignedTrailer(CONTENT, 8191));
    assertEquals(S3Error.INVALID_CHUNK_SIZE, refusal.error());
    assertEquals(Map.of("Chunk", "1", "BadChunkSize", "8191"), refusal.details());
    assertEquals(S3Error.INVALID_CHUNK_SIZE, refusal(Upload.signedChunks(CONTENT, 8191)).error());
  }

  @Test
  void a_line_that_never_ends_is_given_up() {
    Endless raw = new Endless();
    InputStream body = hello("").open(raw).body();
    assertEquals(S3Error.INCOMPLETE_BODY, assertThrows(S3Failure.class, body::read).error());
    assertTrue(raw.taken <= FrameLines.MAX_LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x-amz-checksum-crc32c:AAAAAA==\r\n",
        "nonsense\r\n",
        ":x\r\n",
        "x-amz-meta-a:1\r\n",
        "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n",
        "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-meta-a:1\r\n",
        "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:00\r\n"
      })
  void trailers_must_be_as_announced(String trailers) {
    Upload upload =
        hello("5\r\nhello\r\n0\r\n" + trailers + "\r\n")
            .with("x-amz-trailer", "x-amz-checksum-crc32");
    assertEquals(S3Error.MALFORMED_TRAILER, refusal(upload).error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "AAAAAA", "AAAAAAA=", "????", "", "AAAAAAAA"})
  void trailing_checksums_must_be_checksums(String value) {
    Upload upload =
        hello("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + value + "\r\n\r\n")
            .with("x-amz-trailer", "x-amz-checksum-crc32");
    S3Failure refusal = refusal(upload);
    assertEquals(S3Error.INVALID_REQUEST, refusal.error());
    assertEquals(
        "Value for x-amz-checksum-crc32 trailing header is invalid.", refusal.getMessage());
  }

  @Test
  void a_signed_trailer_needs_its_signature() {
    Upload upload = Upload.signedTrailer(CONTENT, 8192);
    String text = new String(upload.body(), StandardCharsets.ISO_8859_1);
    String line = text.substring(text.indexOf("x-amz-trailer-signature"), text.length() - 2);
    assertEquals(S3Error.MALFORMED_TRAILER, refusal(upload.replace(line, "")).error());
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, AAAAAA==",
    "CRC32C, AAAAAA==",
    "CRC64NVME, AAAAAAAAAAA=",
    "SHA1, AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "SHA256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  })
  void checksum_headers_are_claims(ChecksumAlgorithm algorithm, String value) {
    Upload upload = Upload.hashed(CONTENT).with(ChecksumHeader.name(algorithm), value);
    Content content = upload.open();
    assertEquals(algorithm, content.algorithm());
    assertArrayEquals(new byte[algorithm.bytes()], content.claimed().orElseThrow().value());
    assertEquals(Checksum.Type.FULL_OBJECT, content.claimed().orElseThrow().type());
    S3Failure refusal = opening(upload.with(ChecksumHeader.name(algorithm), "AAAA"));
    assertEquals(S3Error.INVALID_REQUEST, refusal.error());
    assertEquals(
        "Value for " + ChecksumHeader.name(algorithm) + " header is invalid.",
        refusal.getMessage());
  }

  @Test
  void without_a_checksum_crc64nvme_is_computed() {
    Content content = Upload.hashed(CONTENT).open();
    assertEquals(ChecksumAlgorithm.CRC64NVME, content.algorithm());
    assertTrue(content.claimed().isEmpty());
    assertTrue(content.claimedMd5().isEmpty());
  }

  @Test
  void checksum_headers_must_agree() {
    Upload one = Upload.hashed(CONTENT).with("x-amz-checksum-crc32", "AAAAAA==");
    assertEquals(
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
        opening(one.with("x-amz-checksum-crc32c", "AAAAAA==")).getMessage());
    assertEquals(
        "Value for x-amz-sdk-checksum-algorithm header is invalid.",
        opening(one.with("x-amz-sdk-checksum-algorithm", "SHA1")).getMessage());
    one.with("x-amz-sdk-checksum-algorithm", "crc32").open();
    one.with("x-amz-checksum-algorithm", "CRC32").open();
    one.with("x-amz-checksum-type", "FULL_OBJECT").open();
    assertTrue(
        opening(Upload.hashed(CONTENT).with("x-amz-sdk-checksum-algorithm", "CRC32"))
            .getMessage()
            .startsWith("x-amz-sdk-checksum-algorithm specified, but no corresponding"));
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        opening(Upload.hashed(CONTENT).with("x-amz-checksum-xxhash64", "AAAAAAAAAAA=")).error());
    assertEquals(
        "Expecting a single x-amz-checksum- header",
        opening(Upload.unsignedTrailer(CONTENT, 8192).with("x-amz-checksum-crc32", "AAAAAA=="))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-meta-a", "", "x-amz-checksum-crc32,x-amz-checksum-sha1"})
  void only_checksums_may_be_announced_as_trailers(String trailer) {
    assertEquals(
        "The value specified in the x-amz-trailer header is not supported",
        opening(hello("").with("x-amz-trailer", trailer)).getMessage());
  }

  @Test
  void trailers_need_a_framing_with_trailers() {
    for (Upload upload : List.of(Upload.hashed(CONTENT), Upload.signedChunks(CONTENT, 8192))) {
      assertEquals(
          S3Error.INVALID_REQUEST,
          opening(upload.with("x-amz-trailer", "x-amz-checksum-crc32")).error());
    }
  }

  @Test
  void content_md5_is_a_claim() {
    Upload upload = Upload.hashed(CONTENT).with("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
    assertEquals(16, upload.open().claimedMd5().orElseThrow().length);
    for (String bad : List.of("", "x", "1B2M2Y8AsgTpgAmY7PhCfg", "AAAA")) {
      S3Failure refusal = opening(upload.with("content-md5", bad));
      assertEquals(S3Error.INVALID_DIGEST, refusal.error());
    }
  }

  @Test
  void checksum_headers_of_a_completed_upload_are_those_of_the_object() throws IOException {
    byte[] xml = "<CompleteMultipartUpload/>".getBytes(StandardCharsets.UTF_8);
    S3Call call =
        Signing.signed(
            "POST",
            "/b/k?uploadId=u",
            Signing.sha256(xml),
            Map.of("x-amz-checksum-crc32", "AAAAAA==-2", "content-length", "" + xml.length));
    Content content =
        new PayloadReader()
            .open(call, Signing.authenticator().verify(call), new ByteArrayInputStream(xml));
    assertTrue(content.claimed().isEmpty());
    assertArrayEquals(xml, SmallBody.read(content, SmallBody.DOCUMENT));
  }

  private static Upload hello(String body) {
    return new Upload(
        Upload.UNSIGNED_TRAILER,
        Map.of("x-amz-decoded-content-length", "5"),
        body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static S3Failure opening(Upload upload) {
    return assertThrows(S3Failure.class, upload::open);
  }

  private static S3Failure refusal(Upload upload) {
    Content content = upload.open();
    return assertThrows(S3Failure.class, () -> content.body().readAllBytes());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the connection broke");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("the connection broke");
    }
  }

  private static final class Endless extends InputStream {
    private long taken;

    @Override
    public int read() {
      taken++;
      return '1';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      java.util.Arrays.fill(buffer, offset, offset + length, (byte) '1');
      taken += length;
      return length;
    }
  }
}
