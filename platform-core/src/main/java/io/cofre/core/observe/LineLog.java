package io.cofre.core.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// Writes a line for each thing that happens, in a thread of its own.
///
/// Thread-safe. Nobody waits for the disk: when it is slow, lines are dropped and counted.
///
/// @param <T> what happens
public final class LineLog<T> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LineLog.class.getName());
  private static final int WAITING = 16 * 1024;
  private static final int BATCH = 512;
  private static final Duration LAST_GRACE = Duration.ofSeconds(5);

  private final BlockingQueue<T> waiting;
  private final String name;
  private final OutputStream out;
  private final Function<T, String> words;
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private volatile boolean closed;
  private boolean failing;

  private LineLog(String name, OutputStream out, Function<T, String> words, int capacity) {
    this.name = name;
    this.out = out;
    this.words = words;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.writer = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /// Write to a stream, which is closed with the log.
  ///
  /// @param name of the log, for operators
  /// @param words what stands in a line
  public static <T> LineLog<T> to(OutputStream out, String name, Function<T, String> words) {
    return started(out, name, words, WAITING);
  }

  /// Append to a file.
  public static <T> LineLog<T> to(Path file, String name, Function<T, String> words)
      throws IOException {
    OutputStream end =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return to(end, name, words);
  }

  static <T> LineLog<T> started(
      OutputStream out, String name, Function<T, String> words, int capacity) {
    LineLog<T> log = new LineLog<>(name, out, words, capacity);
    log.writer.start();
    return log;
  }

  /// Log it, or drop it when too many are waiting.
  public void add(T happened) {
    if (closed || !waiting.offer(happened)) {
      dropped.increment();
    }
  }

  /// How many lines were dropped or could not be written.
  public long dropped() {
    return dropped.sum();
  }

  /// Write what is waiting, for at most a few seconds, and close the stream.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!writer.join(LAST_GRACE)) {
        writer.interrupt();
        LOG.log(
            System.Logger.Level.WARNING,
            "the %s is too slow, its last lines are lost".formatted(name));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<T> batch = new ArrayList<>(BATCH);
    try (out) {
      while (!closed || !waiting.isEmpty()) {
        T first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException _) {
      dropped.add(waiting.size());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the %s could not be closed".formatted(name), e);
    }
  }

  private void write(List<T> batch) {
    StringBuilder lines = new StringBuilder(batch.size() * 300);
    for (T happened : batch) {
      lines.append(words.apply(happened)).append('\n');
    }
    try {
      out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      out.flush();
      failing = false;
    } catch (IOException e) {
      dropped.add(batch.size());
      if (!failing) {
        failing = true; // once until it works again
        LOG.log(System.Logger.Level.WARNING, "the %s cannot be written".formatted(name), e);
      }
    }
  }
}
