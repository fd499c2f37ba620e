package io.cofre.kms.http;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a KMS answered. Its `toString` shows neither headers nor body.
///
/// @param status the HTTP status
/// @param headers by name in lower case
/// @param body up to 1 MiB
/// @param from who gave it, for messages: the KMS and its address
public record Answer(int status, Map<String, List<String>> headers, byte[] body, String from) {

  /// Copies what it is given.
  public Answer {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /// Make one of a KMS without a name.
  public Answer(int status, Map<String, List<String>> headers, byte[] body) {
    this(status, headers, body, "the KMS");
  }

  /// Whether the status is 2xx.
  public boolean ok() {
    return status / 100 == 2;
  }

  /// The first value of a header.
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /// The value of a parameter of the challenge that comes with status 401 (RFC 9110, 11.6.1), where
  /// it is written in quotes, without escapes in it.
  public Optional<String> challenge(String parameter) {
    var pair = Pattern.compile("(?<![\\w-])" + Pattern.quote(parameter) + "=\"([^\"\\\\]*)\"");
    return header("www-authenticate")
        .flatMap(text -> pair.matcher(text).results().findFirst())
        .map(found -> found.group(1));
  }

  /// Read the body as one JSON document.
  ///
  /// @throws KmsException `UNEXPECTED` if it is none; the message holds nothing of the body
  public JsonNode json() {
    try {
      JsonNode document = Json.read(body);
      if (!document.isMissingNode()) {
        return document;
      }
    } catch (IOException _) {
      // said below, and without the cause: it quotes the body
    }
    throw unforeseen("it is no JSON");
  }

  /// Decode the Base64 text that a path of fields leads to, without making a text of it: for keys.
  /// The caller wipes the result.
  ///
  /// @throws KmsException `UNEXPECTED` if there is none
  public byte[] binary(String... path) {
    return binary(Base64Variants.getDefaultVariant(), path);
  }

  /// Decode a text of Base64 for URLs (RFC 4648, 5) in the same way.
  public byte[] urlBinary(String... path) {
    return binary(Base64Variants.MODIFIED_FOR_URL, path);
  }

  private byte[] binary(Base64Variant variant, String... path) {
    try {
      return Json.binary(body, variant, path);
    } catch (IOException _) {
      throw unforeseen("it lacks " + String.join(".", path));
    }
  }

  private KmsException unforeseen(String why) {
    return failure(
        Reason.UNEXPECTED,
        "%s gave an answer nobody foresaw (%d): %s".formatted(from, status, why));
  }

  /// Decode a data key of 256 bits as [#binary] does, and overwrite the body.
  ///
  /// @param other makes the failure for a key of another size
  /// @throws KmsException `UNEXPECTED` if there is none
  public DataKey dataKey(Supplier<KmsException> other, String... path) {
    return dataKey(Base64Variants.getDefaultVariant(), other, path);
  }

  /// Decode one as [#urlBinary] does, in the same way.
  public DataKey urlDataKey(Supplier<KmsException> other, String... path) {
    return dataKey(Base64Variants.MODIFIED_FOR_URL, other, path);
  }

  private DataKey dataKey(Base64Variant variant, Supplier<KmsException> other, String... path) {
    try {
      return DataKeySize.adopt(binary(variant, path), other);
    } finally {
      wipe();
    }
  }

  /// How long the KMS asks to wait: `Retry-After` in seconds or as a date; empty where it says
  /// nothing, or nothing that lies ahead.
  public Optional<Duration> retryAfter(InstantSource clock) {
    return header("retry-after").flatMap(value -> RetryAfter.of(value, clock));
  }

  /// Make a failure of this answer, with the wait that the KMS asks for.
  public KmsException failure(Reason reason, String message) {
    var failure = new KmsException(reason, message);
    return retryAfter(InstantSource.system()).map(failure::retryAfter).orElse(failure);
  }

  /// Overwrite the body, which may hold a key.
  public void wipe() {
    Arrays.fill(body, (byte) 0);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer that
        && status == that.status
        && headers.equals(that.headers)
        && from.equals(that.from)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return status;
  }

  @Override
  public String toString() {
    return "Answer[" + status + ", " + body.length + " bytes]";
  }
}
