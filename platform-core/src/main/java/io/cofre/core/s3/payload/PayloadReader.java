package io.cofre.core.s3.payload;

import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.PayloadProtection;
import io.cofre.core.s3.auth.Verified;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Opens the body of a request. Stateless and thread-safe.
///
/// How a body is framed says `x-amz-content-sha256`, whatever `Content-Encoding` says. The
/// content's stream ends only after all there is to check was checked: the length, the final chunk,
/// trailers and signatures; it fails otherwise, and then goes on failing. Not checked are the
/// checksums and the MD5 that the client claims of the content: whoever reads it compares these.
public final class PayloadReader {
  /// How many bytes one request may upload: 5 GiB.
  public static final long MAX_BYTES = 5L << 30;

  /// Open a body. Reads nothing of it yet.
  ///
  /// @param raw the body as it was sent
  /// @throws S3Failure `MissingContentLength`, `EntityTooLarge`, `InvalidDigest`, `InvalidRequest`,
  ///   `InvalidArgument` or `IncompleteBody` when the head says something impossible
  public Content open(S3Call call, Verified verified, InputStream raw) {
    PayloadProtection protection = verified.payload();
    boolean chunked =
        switch (protection) {
          case PayloadProtection.Unsigned _, PayloadProtection.Single _ -> false;
          case PayloadProtection.SignedChunks _, PayloadProtection.UnsignedTrailer _ -> true;
        };
    boolean trailing =
        switch (protection) {
          case PayloadProtection.Unsigned _, PayloadProtection.Single _ -> false;
          case PayloadProtection.SignedChunks(_, boolean trailer) -> trailer;
          case PayloadProtection.UnsignedTrailer _ -> true;
        };
    Claims claims = Claims.of(call, trailing);
    long length = length(call, chunked);
    return switch (protection) {
      case PayloadProtection.Unsigned _ ->
          new Received(new WholeBody(raw, length, new BodyCheck.None()), length, claims);
      case PayloadProtection.Single(String sha256) ->
          new Received(new WholeBody(raw, length, new BodyCheck.Whole(sha256)), length, claims);
      case PayloadProtection.SignedChunks(var seed, _) ->
          chunks(raw, length, claims, new SignedChain(seed), trailing);
      case PayloadProtection.UnsignedTrailer _ ->
          chunks(raw, length, claims, new UnsignedChain(), trailing);
    };
  }

  private static Received chunks(
      InputStream raw, long length, Claims claims, Chain chain, boolean trailing) {
    Ending ending = trailing ? new Trailers(claims, chain) : new Ending.Bare();
    ChunkedBody body = new ChunkedBody(raw, length, chain, ending);
    return new Received(body, length, claims, () -> ending.checksum().or(claims::checksum));
  }

  private static long length(S3Call call, boolean chunked) {
    Optional<Long> sent = number(call, "content-length");
    Optional<Long> decoded = chunked ? number(call, "x-amz-decoded-content-length") : sent;
    long length = decoded.orElseThrow(() -> unannounced(call, chunked));
    if (length > MAX_BYTES) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("ProposedSize", Long.toString(length));
      details.put("MaxSizeAllowed", Long.toString(MAX_BYTES));
      throw new S3Failure(S3Error.ENTITY_TOO_LARGE, S3Error.ENTITY_TOO_LARGE.message(), details);
    }
    if (sent.isPresent() && sent.get() < length) {
      throw new S3Failure(S3Error.INCOMPLETE_BODY);
    }
    return length;
  }

  // HTTP's own chunks carry the chunks of S3 only: a body of any length is not taken.
  private static S3Failure unannounced(S3Call call, boolean chunked) {
    return !chunked && call.header("transfer-encoding").isPresent()
        ? new S3Failure(
            S3Error.NOT_IMPLEMENTED,
            S3Error.NOT_IMPLEMENTED.message(),
            Map.of("Header", "Transfer-Encoding"))
        : new S3Failure(S3Error.MISSING_CONTENT_LENGTH);
  }

  private static Optional<Long> number(S3Call call, String header) {
    Optional<String> text = call.header(header).map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String digits = text.get();
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("ArgumentName", header);
      details.put("ArgumentValue", digits);
      throw new S3Failure(S3Error.INVALID_ARGUMENT, header + " must be a number of bytes", details);
    }
    return Optional.of(Long.parseLong(digits));
  }
}
