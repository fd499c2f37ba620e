package io.cofre.core.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/// Where jobs are ordered and changed. Thread-safe.
///
/// A job is told as a JSON object. Failures are [io.cofre.core.admin.message.AdminFailure] and
/// [io.cofre.core.json.WrongField].
public interface JobDesk {

  /// How hard a job works; 0 is no limit.
  ///
  /// @param objectsPerSecond how many objects in a second
  /// @param bytesPerSecond how many bytes in a second
  /// @param workers how many objects at once, 1 to 64
  record Effort(long objectsPerSecond, long bytesPerSecond, int workers) {}

  /// All jobs, the oldest first.
  List<JsonNode> list() throws IOException;

  /// One job.
  JsonNode show(String id) throws IOException;

  /// Order a job.
  ///
  /// @param kind the name of the kind of work
  /// @param description the kind's own object
  JsonNode order(String kind, JsonNode description, Effort effort) throws IOException;

  /// Stop a job for now.
  JsonNode pause(String id) throws IOException;

  /// Let a stopped or failed job go on.
  JsonNode resume(String id) throws IOException;

  /// End a job for good.
  JsonNode cancel(String id) throws IOException;
}
