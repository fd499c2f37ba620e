package io.cofre.core.admin.message;

import io.cofre.core.observe.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An answer to an operator.
///
/// @param status the HTTP status
/// @param headers with the type of the content
/// @param text the content
public record AdminAnswer(int status, Map<String, List<String>> headers, String text) {
  private static final String JSON = "application/json";

  /// Copies the headers.
  public AdminAnswer {
    headers = Map.copyOf(headers);
  }

  /// Answer with a text.
  public static AdminAnswer text(int status, String type, String text) {
    return new AdminAnswer(
        status, Map.of("Content-Type", List.of(type), "Cache-Control", List.of("no-store")), text);
  }

  /// Answer with a document.
  public static AdminAnswer json(int status, Json json) {
    return text(status, JSON, json + "\n");
  }

  /// Answer 200 with a document.
  public static AdminAnswer ok(Json json) {
    return json(200, json);
  }

  /// Answer with a failure: a document of `error` and `message`.
  public static AdminAnswer failed(AdminFailure failure) {
    Json json =
        Json.object()
            .member("error", failure.error().code())
            .member("message", String.valueOf(failure.getMessage()));
    AdminAnswer plain = json(failure.error().status(), json);
    Map<String, List<String>> headers = new HashMap<>(plain.headers());
    headers.putAll(failure.headers());
    return new AdminAnswer(plain.status(), headers, plain.text());
  }
}
