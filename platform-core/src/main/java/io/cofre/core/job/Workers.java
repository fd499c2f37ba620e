package io.cofre.core.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Works on items in their order, several at once. Used once.
///
/// No item is begun once one has failed or the job is to stop; those under way are waited for.
///
/// @param <T> the items
/// @param <O> the outcomes
final class Workers<T, O extends Enum<O>> {
  private final List<T> items;
  private final JobStep.Work<T, O> work;
  private final Pace pace;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<JobResult<O>> results;
  private Optional<Exception> failure = Optional.empty();

  Workers(List<T> items, JobStep.Work<T, O> work, Pace pace) {
    this.items = List.copyOf(items);
    this.work = work;
    this.pace = pace;
    this.results = new AtomicReferenceArray<>(items.size());
  }

  /// Return the results up to the first item that is not done.
  ///
  /// @throws IOException if there is none because the work failed
  List<JobResult<O>> run(int threads) throws IOException, InterruptedException {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      others.add(Thread.ofVirtual().name("cofre-job-worker").start(this::work));
    }
    work();
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      others.forEach(Thread::interrupt);
    }
    for (Thread other : others) {
      other.join();
    }
    List<JobResult<O>> done = done();
    if (interrupted) {
      throw new InterruptedException("the job was interrupted");
    }
    if (done.isEmpty() && !items.isEmpty()) {
      rethrow();
    }
    return done;
  }

  private void work() {
    try {
      while (!pace.stopping() && !failed() && next.get() < items.size()) {
        pace.object(); // before an item is taken: who stops here leaves no gap
        if (pace.stopping() || failed()) {
          return;
        }
        int index = next.getAndIncrement();
        if (index < items.size()) {
          results.set(index, work.work(items.get(index)));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private List<JobResult<O>> done() {
    List<JobResult<O>> done = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      JobResult<O> result = results.get(i);
      if (result == null) {
        break;
      }
      done.add(result);
    }
    return done;
  }

  private synchronized void fail(Exception e) {
    if (failure.isEmpty()) {
      failure = Optional.of(e);
    }
  }

  private synchronized boolean failed() {
    return failure.isPresent();
  }

  private synchronized void rethrow() throws IOException {
    if (failure.isPresent()) {
      switch (failure.get()) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Exception e -> throw new IOException(e);
      }
    }
  }
}
