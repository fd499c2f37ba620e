package io.cofre.core.job;

import java.util.List;

/// What a step did.
///
/// @param results what became of each object
/// @param cursor where the next step goes on, in the words of the work
/// @param last whether nothing is left
public record JobBatch<O extends Enum<O>>(List<JobResult<O>> results, String cursor, boolean last) {

  /// Copies the list.
  public JobBatch {
    results = List.copyOf(results);
  }
}
