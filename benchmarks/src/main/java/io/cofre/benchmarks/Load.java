package io.cofre.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Runs a request over and over on several connections for a while.
final class Load {
  private Load() {}

  /// A request; it gets the connection, the client's number and a running number.
  interface Request {
    void send(S3Connection connection, int client, long number) throws Exception;
  }

  /// Return requests a second.
  static double run(BenchServer server, int clients, double seconds, Request request)
      throws Exception {
    AtomicLong done = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        running.add(
            threads.submit(() -> {
              try (S3Connection connection = server.connect()) {
                for (long n = 0; System.nanoTime() < end; n++) {
                  request.send(connection, client, n);
                  done.incrementAndGet();
                }
              }
              return null;
            }));
      }
      for (Future<?> f : running) {
        f.get();
      }
    }
    return done.get() / ((System.nanoTime() - begin) / 1e9);
  }
}
