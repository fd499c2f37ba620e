package io.cofre.core.job;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// What a step is given.
///
/// @param <O> the outcomes there are
public interface JobStep<O extends Enum<O>> {

  /// Where to go on; empty at the beginning.
  String cursor();

  /// How many objects to take at most.
  int limit();

  /// Do something with each item, in their order, on as many threads as the job has workers, and no
  /// faster than its rate of objects.
  ///
  /// A job that is to stop takes no more items: the batch then ends behind the last item of those
  /// that are done without a gap. What is not in the batch is done again by a later step.
  ///
  /// @param cursor where a step that begins behind an item goes on
  /// @param last whether nothing is left behind the items
  /// @throws IOException if the work failed before the first item was done
  <T> JobBatch<O> each(List<T> items, Function<T, String> cursor, Work<T, O> work, boolean last)
      throws IOException, InterruptedException;

  /// Wait until so many more bytes may be moved; to be called before moving them, a piece at a
  /// time. Returns at once when the job is to stop.
  void spend(long bytes) throws InterruptedException;

  /// Work on one item. Thread-safe.
  ///
  /// @param <T> the items
  /// @param <O> the outcomes
  @FunctionalInterface
  interface Work<T, O extends Enum<O>> {
    /// Do it.
    ///
    /// @throws IOException if the job cannot go on for now; what concerns this item alone is a
    ///   result
    JobResult<O> work(T item) throws IOException, InterruptedException;
  }
}
