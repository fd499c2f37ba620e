package io.cofre.kms.http;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.plugin.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One request. Its `toString` shows neither headers nor body nor query.
///
/// @param method the HTTP method
/// @param uri where to
/// @param headers by name
/// @param body zero bytes for none
/// @param contentType of the body; empty for none
public record Call(
    String method, URI uri, Map<String, String> headers, byte[] body, String contentType) {

  /// Copies what it is given.
  public Call {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /// Ask for what is there.
  public static Call get(URI uri) {
    return new Call("GET", uri, Map.of(), new byte[0], "");
  }

  /// Remove what is there.
  public static Call delete(URI uri) {
    return new Call("DELETE", uri, Map.of(), new byte[0], "");
  }

  /// Send a JSON document. A binary node is written as padded Base64.
  public static Call json(String method, URI uri, JsonNode body) {
    return json(method, uri, body, Base64Variants.getDefaultVariant());
  }

  /// Send a JSON document. A binary node is written as Base64 for URLs (RFC 4648, 5), unpadded.
  public static Call urlJson(String method, URI uri, JsonNode body) {
    return json(method, uri, body, Base64Variants.MODIFIED_FOR_URL);
  }

  private static Call json(String method, URI uri, JsonNode body, Base64Variant variant) {
    return adopt(method, uri, Json.write(body, variant), "application/json");
  }

  /// Post the fields of a form.
  public static Call form(URI uri, Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> ofForm(field.getKey()) + "=" + ofForm(field.getValue()))
            .collect(Collectors.joining("&"));
    return adopt(
        "POST", uri, text.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
  }

  private static String ofForm(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Encode a text for a path or a query: all but letters, digits and `*-._` becomes UTF-8 with
  /// percent signs.
  public static String encoded(String text) {
    return ofForm(text).replace("+", "%20");
  }

  private static Call adopt(String method, URI uri, byte[] body, String contentType) {
    try {
      return new Call(method, uri, Map.of(), body, contentType);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  /// Return the same call with a header set.
  public Call header(String name, String value) {
    return with(Map.of(name, value));
  }

  /// Return the same call with several headers set, by name.
  public Call with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Call(method, uri, all, body, contentType);
  }

  /// Return the same call with a bearer token.
  public Call bearer(Secret token) {
    return header("Authorization", token.use(chars -> "Bearer " + new String(chars)));
  }

  /// Overwrite the body, which may hold a key; afterwards the call cannot be sent.
  public void wipe() {
    Arrays.fill(body, (byte) 0);
  }

  byte[] lent() {
    return body;
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Call that
        && method.equals(that.method)
        && uri.equals(that.uri)
        && headers.equals(that.headers)
        && contentType.equals(that.contentType)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return method + " " + Failures.shown(uri);
  }
}
