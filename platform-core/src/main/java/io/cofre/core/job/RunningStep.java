package io.cofre.core.job;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// A step under way.
///
/// @param cursor where it goes on
/// @param options how hard
/// @param pace keeps it to its rates
record RunningStep<O extends Enum<O>>(String cursor, JobOptions options, Pace pace)
    implements JobStep<O> {

  @Override
  public int limit() {
    return options.limit();
  }

  @Override
  public void spend(long bytes) throws InterruptedException {
    pace.bytes(bytes);
  }

  @Override
  public <T> JobBatch<O> each(
      List<T> items, Function<T, String> cursorBehind, Work<T, O> work, boolean last)
      throws IOException, InterruptedException {
    List<JobResult<O>> done =
        new Workers<>(items, work, pace).run(Math.min(options.workers(), items.size()));
    String next = done.isEmpty() ? cursor : cursorBehind.apply(items.get(done.size() - 1));
    return new JobBatch<>(done, next, last && done.size() == items.size());
  }
}
