package io.cofre.core.observe;

import java.time.format.DateTimeFormatter;

/// The lines of JSON that requests leave.
///
/// A line has the members `time`, `id`, `remote`, `method`, `path`, `query` (where there is one;
/// signatures, tokens and customer keys replaced by `***`), `operation`, `status`, `error` (where
/// there is one), `in`, `out` (bytes), `ms`, `agent` and `key` (the id of the access key, where
/// there is one), in this order and without spaces: `grep '"status":503'` finds what it says.
public final class AccessLog {
  /// What operators call it.
  public static final String NAME = "access log";

  private AccessLog() {}

  /// The line of a request.
  public static String line(RequestRecord request) {
    Json json =
        Json.object()
            .member("time", DateTimeFormatter.ISO_INSTANT.format(request.time()))
            .member("id", request.id())
            .member("remote", request.remote())
            .member("method", request.method())
            .member("path", request.path());
    if (!request.query().isEmpty()) {
      json.member("query", Redaction.query(request.query()));
    }
    json.member("operation", request.operation()).member("status", request.status());
    request.error().ifPresent(code -> json.member("error", code));
    json.member("in", request.received())
        .member("out", request.sent())
        .millis("ms", request.duration().toNanos())
        .member("agent", request.agent());
    request.accessKey().ifPresent(key -> json.member("key", key));
    return json.toString();
  }
}
