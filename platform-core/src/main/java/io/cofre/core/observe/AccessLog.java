package io.cofre.core.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Writes one line of JSON for each request.
///
/// A line has the members `time`, `id`, `remote`, `method`, `path`, `query` (where there is one;
/// signatures, tokens and customer keys replaced by `***`), `operation`, `status`, `error` (where
/// there is one), `in`, `out` (bytes), `ms`, `agent` and `key` (the id of the access key, where
/// there is one), in this order and without spaces: `grep '"status":503'` finds what it says.
///
/// Thread-safe. Requests never wait for the disk: when it is slow, lines are dropped and counted.
public final class AccessLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final int WAITING = 16 * 1024;
  private static final int BATCH = 512;
  private static final Duration LAST_GRACE = Duration.ofSeconds(5);

  private final BlockingQueue<RequestRecord> waiting;
  private final OutputStream out;
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private volatile boolean closed;
  private boolean failing;

  private AccessLog(OutputStream out, int capacity) {
    this.out = out;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::run);
  }

  /// Write to a stream, which is closed with the log.
  public static AccessLog to(OutputStream out) {
    return started(out, WAITING);
  }

  /// Append to a file.
  public static AccessLog to(Path file) throws IOException {
    return to(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  static AccessLog started(OutputStream out, int capacity) {
    AccessLog log = new AccessLog(out, capacity);
    log.writer.start();
    return log;
  }

  /// Log a request, or drop it when too many are waiting.
  public void add(RequestRecord request) {
    if (closed || !waiting.offer(request)) {
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
        LOG.log(System.Logger.Level.WARNING, "the access log is too slow, its last lines are lost");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<RequestRecord> batch = new ArrayList<>(BATCH);
    try (out) {
      while (!closed || !waiting.isEmpty()) {
        RequestRecord first = waiting.poll(100, TimeUnit.MILLISECONDS);
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
      LOG.log(System.Logger.Level.WARNING, "the access log could not be closed", e);
    }
  }

  private void write(List<RequestRecord> batch) {
    StringBuilder lines = new StringBuilder(batch.size() * 300);
    for (RequestRecord request : batch) {
      lines.append(line(request)).append('\n');
    }
    try {
      out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      out.flush();
      failing = false;
    } catch (IOException e) {
      dropped.add(batch.size());
      if (!failing) {
        failing = true; // once until it works again
        LOG.log(System.Logger.Level.WARNING, "the access log cannot be written", e);
      }
    }
  }

  static String line(RequestRecord request) {
    Json json =
        Json.object()
            .member("time", DateTimeFormatter.ISO_INSTANT.format(request.time()))
            .member("id", request.id())
            .member("remote", request.remote())
            .member("method", request.method())
            .member("path", request.path());
    if (!request.query().isEmpty()) {
      json.member("query", Redaction.query(request.query()));
    }
    json.member("operation", request.operation()).member("status", request.status());
    request.error().ifPresent(code -> json.member("error", code));
    json.member("in", request.received())
        .member("out", request.sent())
        .millis("ms", request.duration().toNanos())
        .member("agent", request.agent());
    request.accessKey().ifPresent(key -> json.member("key", key));
    return json.toString();
  }
}
