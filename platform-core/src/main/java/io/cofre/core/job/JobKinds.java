package io.cofre.core.job;

import io.cofre.core.job.JobFailure.Reason;
import io.cofre.core.suggest.Suggestion;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The kinds of work there are.
///
/// @param byName by name
record JobKinds(SortedMap<String, JobKind<?>> byName) {

  JobKinds {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  static JobKinds of(List<JobKind<?>> kinds) {
    SortedMap<String, JobKind<?>> byName = new TreeMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), kind));
    return new JobKinds(byName);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  JobKind<?> find(String name) {
    JobKind<?> kind = byName.get(name);
    if (kind == null) {
      String cure =
          Suggestion.among(byName.keySet(), name)
              .map(near -> "did you mean '" + near + "'?")
              .orElse(
                  byName.isEmpty()
                      ? "this server has none"
                      : "there are: " + String.join(", ", byName.keySet()));
      throw new JobFailure(Reason.INVALID, "no job is of this kind; " + cure);
    }
    return kind;
  }

  JobRun<?> run(Job job, JobStore store, JobTime time) {
    return run(job, find(job.order().kind()), store, time);
  }

  private static <O extends Enum<O>> JobRun<O> run(
      Job job, JobKind<O> kind, JobStore store, JobTime time) {
    return new JobRun<>(job, kind, store, time);
  }

  JobTally zero(String name) {
    return JobTally.zero(find(name).outcomes());
  }
}
