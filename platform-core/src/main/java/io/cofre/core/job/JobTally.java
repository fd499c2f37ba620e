package io.cofre.core.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a job did so far.
///
/// @param counts objects by outcome
/// @param bytes bytes that were worked on
/// @param total how many objects there will be, if that is known
/// @param troubles the first that went wrong, at most [#MOST]
/// @param untold how many more went wrong
record JobTally(
    SortedMap<String, Long> counts,
    long bytes,
    OptionalLong total,
    List<JobTrouble> troubles,
    long untold) {
  static final int MOST = 100;

  JobTally {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    troubles = List.copyOf(troubles);
  }

  /// The beginning: every outcome is there.
  static <O extends Enum<O>> JobTally zero(Class<O> outcomes) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (O outcome : outcomes.getEnumConstants()) {
      counts.put(word(outcome), 0L);
    }
    return new JobTally(counts, 0, OptionalLong.empty(), List.of(), 0);
  }

  static String word(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  long done() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  JobTally of(OptionalLong known) {
    return new JobTally(counts, bytes, known, troubles, untold);
  }

  <O extends Enum<O>> JobTally plus(List<JobResult<O>> results) {
    SortedMap<String, Long> more = new TreeMap<>(counts);
    List<JobTrouble> told = new ArrayList<>(troubles);
    long sum = bytes;
    long rest = untold;
    for (JobResult<O> result : results) {
      more.merge(word(result.outcome()), 1L, Long::sum);
      sum += result.bytes();
      if (result.trouble().isPresent()) {
        if (told.size() < MOST) {
          told.add(result.trouble().get());
        } else {
          rest++;
        }
      }
    }
    return new JobTally(more, sum, total, told, rest);
  }
}
