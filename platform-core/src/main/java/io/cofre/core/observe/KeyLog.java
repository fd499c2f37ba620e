package io.cofre.core.observe;

import java.time.format.DateTimeFormatter;
import java.util.TreeMap;

/// The lines of JSON that uses of keys leave.
///
/// A line has the members `time`, `request` (the id in the access log; absent for the server's own
/// work), `access-key` (who signed it), `kms`, `operation`, `key` (of the KMS), `context` (bucket,
/// name and what the client gave: bound to the wrapped key, no secret), `served` (`call`, `cache`
/// or `shared-call`), `error` (where there is one) and `ms`, in this order and without spaces. No
/// line holds a key, wrapped or not.
public final class KeyLog {
  /// What operators call it.
  public static final String NAME = "key log";

  private KeyLog() {}

  /// The line of a use.
  public static String line(KeyUseRecord use) {
    Json json = Json.object().member("time", DateTimeFormatter.ISO_INSTANT.format(use.time()));
    use.requestId().ifPresent(id -> json.member("request", id));
    use.accessKey().ifPresent(id -> json.member("access-key", id));
    json.member("kms", use.kms()).member("operation", use.operation());
    use.key().ifPresent(key -> json.member("key", key));
    if (!use.context().isEmpty()) {
      Json context = Json.object();
      new TreeMap<>(use.context()).forEach(context::member);
      json.member("context", context);
    }
    json.member("served", use.served());
    use.error().ifPresent(reason -> json.member("error", reason));
    return json.millis("ms", use.duration().toNanos()).toString();
  }
}
