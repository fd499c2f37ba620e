package io.cofre.core.job;

import com.fasterxml.jackson.databind.JsonNode;

/// A kind of work that jobs do. Thread-safe.
///
/// @param <O> the outcomes that objects are counted by: a closed list
public interface JobKind<O extends Enum<O>> {

  /// Its name, which is stored with jobs: it never changes.
  String name();

  /// The outcomes; their names are stored with jobs, in lower case and with dashes.
  Class<O> outcomes();

  /// Understand a description: when a job is ordered, and again whenever it begins to run.
  ///
  /// @throws io.cofre.core.json.WrongField if it is not as documented; a field that is not known is
  ///   refused
  JobWork<O> prepare(JsonNode description);
}
