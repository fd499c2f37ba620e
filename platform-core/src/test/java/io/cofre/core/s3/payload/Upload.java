package io.cofre.core.s3.payload;

import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.message.S3Call;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// A signed PUT as clients send it, to be spoilt by tests.
record Upload(String payload, Map<String, String> headers, byte[] body) {
  static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  static final String SIGNED_TRAILER = SIGNED + "-TRAILER";
  static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  static Upload whole(String payload, byte[] content) {
    return new Upload(payload, Map.of("content-length", "" + content.length), content);
  }

  static Upload hashed(byte[] content) {
    return whole(Signing.sha256(content), content);
  }

  static Upload unsignedTrailer(byte[] content, int chunk) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += chunk) {
      int size = Math.min(chunk, content.length - at);
      text(body, Integer.toHexString(size) + "\r\n");
      body.write(content, at, size);
      text(body, "\r\n");
    }
    text(body, "0\r\nx-amz-checksum-crc32:" + crc32(content) + "\r\n\r\n");
    return new Upload(
        UNSIGNED_TRAILER,
        Map.of(
            "x-amz-trailer",
            "x-amz-checksum-crc32",
            "x-amz-sdk-checksum-algorithm",
            "CRC32",
            "x-amz-decoded-content-length",
            "" + content.length),
        body.toByteArray());
  }

  static Upload signedTrailer(byte[] content, int chunk) {
    return chunks(SIGNED_TRAILER, content, chunk);
  }

  static Upload signedChunks(byte[] content, int chunk) {
    return chunks(SIGNED, content, chunk);
  }

  private static Upload chunks(String payload, byte[] content, int chunk) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amz-decoded-content-length", "" + content.length);
    if (payload.equals(SIGNED_TRAILER)) {
      headers.put("x-amz-trailer", "x-amz-checksum-crc32");
    }
    String previous = signature(call(payload, headers));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += chunk) {
      previous = chunk(body, content, at, Math.min(chunk, content.length - at), previous);
    }
    previous = chunk(body, content, content.length, 0, previous);
    if (payload.equals(SIGNED_TRAILER)) {
      String trailer = "x-amz-checksum-crc32:" + crc32(content) + "\n";
      String hash = Signing.sha256(trailer.getBytes(StandardCharsets.US_ASCII));
      text(body, trailer.replace("\n", "\r\n") + "x-amz-trailer-signature:");
      text(body, sign("AWS4-HMAC-SHA256-TRAILER", previous, hash) + "\r\n");
    }
    text(body, "\r\n");
    return new Upload(payload, headers, body.toByteArray());
  }

  private static String chunk(
      ByteArrayOutputStream out, byte[] content, int at, int size, String previous) {
    byte[] data = java.util.Arrays.copyOfRange(content, at, at + size);
    String signature =
        sign("AWS4-HMAC-SHA256-PAYLOAD", previous, Signing.EMPTY + "\n" + Signing.sha256(data));
    text(out, Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n");
    out.writeBytes(data);
    text(out, size > 0 ? "\r\n" : "");
    return signature;
  }

  Upload with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Upload(payload, more, body);
  }

  Upload without(String header) {
    Map<String, String> less = new HashMap<>(headers);
    less.remove(header);
    return new Upload(payload, less, body);
  }

  Upload body(byte[] other) {
    return new Upload(payload, headers, other);
  }

  Upload replace(String from, String to) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("nothing to replace");
    }
    return body(text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
  }

  Content open() {
    return open(new ByteArrayInputStream(body));
  }

  Content open(InputStream raw) {
    return open(call(), raw);
  }

  S3Call call() {
    return call(payload, headers);
  }

  static Content open(S3Call call, InputStream raw) {
    return new PayloadReader().open(call, Signing.authenticator().verify(call), raw);
  }

  static String crc32(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    long value = crc.getValue();
    byte[] bytes = {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static S3Call call(String payload, Map<String, String> headers) {
    return Signing.signed("PUT", "/b/k", payload, headers);
  }

  private static String signature(S3Call call) {
    return call.header("authorization").orElseThrow().replaceAll(".*Signature=", "");
  }

  private static String sign(String algorithm, String previous, String hashes) {
    return Signing.sign(
        String.join("\n", algorithm, Signing.DATE, Signing.SCOPE, previous, hashes));
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
