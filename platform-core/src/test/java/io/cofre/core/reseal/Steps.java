package io.cofre.core.reseal;

import io.cofre.core.job.JobBatch;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep;
import io.cofre.core.job.JobTrouble;
import io.cofre.core.job.JobWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// Runs work step by step on one thread, two objects at a time.
final class Steps<O extends Enum<O>> {
  final Map<O, Integer> counts;
  final List<JobTrouble> troubles = new ArrayList<>();
  private final JobWork<O> work;
  private final LongConsumer spend;
  String cursor = "";

  Steps(Class<O> outcomes, JobWork<O> work, LongConsumer spend) {
    this.counts = new EnumMap<>(outcomes);
    this.work = work;
    this.spend = spend;
  }

  /// Run one step, and tell whether it was the last.
  boolean step() throws IOException, InterruptedException {
    JobBatch<O> batch = work.step(new Step<O>(cursor, spend));
    for (JobResult<O> result : batch.results()) {
      int _ = counts.merge(result.outcome(), 1, Integer::sum);
      result.trouble().ifPresent(troubles::add);
    }
    cursor = batch.cursor();
    return batch.last();
  }

  Map<O, Integer> all() throws IOException, InterruptedException {
    boolean last = step();
    while (!last) {
      last = step();
    }
    return counts;
  }

  private record Step<O extends Enum<O>>(String cursor, LongConsumer spend) implements JobStep<O> {
    @Override
    public int limit() {
      return 2;
    }

    @Override
    public <T> JobBatch<O> each(
        List<T> items, Function<T, String> cursorBehind, Work<T, O> work, boolean last)
        throws IOException, InterruptedException {
      List<JobResult<O>> results = new ArrayList<>();
      for (T item : items) {
        results.add(work.work(item));
      }
      String next = items.isEmpty() ? cursor : cursorBehind.apply(items.getLast());
      return new JobBatch<>(results, next, last);
    }

    @Override
    public void spend(long bytes) {
      spend.accept(bytes);
    }
  }
}
