package io.cofre.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  @Test
  void theTextIsThatOfPrometheus() {
    Metrics metrics = new Metrics();
    Counter counter = metrics.counter("cofre_x_total", "Xs.", "kind");
    counter.increment("a\"b\\c\nd");
    counter.add(41, "plain");
    metrics.counter("cofre_bare_total", "Bare.").increment();
    Histogram histogram = metrics.histogram("cofre_seconds", "Time.", new double[] {0.1, 1}, "op");
    histogram.observe(0.1, "get");
    histogram.observe(0.5, "get");
    histogram.observe(7, "get");
    metrics.gauge("cofre_level", "Level.", () -> 2.5);
    assertEquals(
        """
        # HELP cofre_bare_total Bare.
        # TYPE cofre_bare_total counter
        cofre_bare_total 1
        # HELP cofre_level Level.
        # TYPE cofre_level gauge
        cofre_level 2.5
        # HELP cofre_seconds Time.
        # TYPE cofre_seconds histogram
        cofre_seconds_bucket{op="get",le="0.1"} 1
        cofre_seconds_bucket{op="get",le="1.0"} 2
        cofre_seconds_bucket{op="get",le="+Inf"} 3
        cofre_seconds_sum{op="get"} 7.6
        cofre_seconds_count{op="get"} 3
        # HELP cofre_x_total Xs.
        # TYPE cofre_x_total counter
        cofre_x_total{kind="a\\"b\\\\c\\nd"} 1
        cofre_x_total{kind="plain"} 41
        """,
        metrics.text());
  }

  @Test
  void namesAreTakenOnce() {
    Metrics metrics = new Metrics();
    metrics.counter("a", "A.");
    assertThrows(IllegalArgumentException.class, () -> metrics.gauge("a", "A.", () -> 1));
    assertThrows(IllegalArgumentException.class, () -> metrics.counter("A-b", "B."));
    Counter labelled = metrics.counter("b", "B.", "x");
    assertThrows(IllegalArgumentException.class, () -> labelled.increment());
  }

  @Test
  void seriesDoNotGrowWithoutBound() {
    Metrics metrics = new Metrics();
    Counter counter = metrics.counter("a", "A.", "x");
    for (int i = 0; i < 5000; i++) {
      counter.increment("v" + i);
    }
    assertTrue(metrics.text().lines().count() < 1100);
    assertTrue(metrics.text().contains("a{x=\"other\"} 4000\n"));
  }

  @Test
  void nothingIsLostBetweenThreads() throws InterruptedException {
    Metrics metrics = new Metrics();
    Counter counter = metrics.counter("a", "A.", "x");
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 10_000; i++) {
                  counter.increment("k" + i % 3);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long sum =
        metrics
            .text()
            .lines()
            .filter(line -> line.startsWith("a{"))
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("} ") + 2)))
            .sum();
    assertEquals(80_000, sum);
  }

  @Test
  void theProcessTellsAboutItself() {
    Metrics metrics = new Metrics();
    ProcessMetrics.register(metrics, "9.9");
    String text = metrics.text();
    assertTrue(text.contains("cofre_build_info{java=\""), text);
    assertTrue(text.contains("version=\"9.9\"} 1\n"), text);
    for (String name : List.of("jvm_heap_used_bytes", "jvm_threads", "process_uptime_seconds")) {
      assertTrue(text.contains("\n" + name + " "), name);
    }
  }

  @Test
  void requestsAreCounted() {
    Metrics metrics = new Metrics();
    RequestMetrics requests = new RequestMetrics(metrics);
    requests.add(AccessLogTest.request("", java.util.Optional.of("NoSuchKey")));
    String text = metrics.text();
    for (Map.Entry<String, Integer> wanted :
        Map.of(
                "cofre_requests_total{operation=\"GetObject\",status=\"404\"}", 1,
                "cofre_request_errors_total{code=\"NoSuchKey\"}", 1,
                "cofre_received_bytes_total", 5,
                "cofre_sent_bytes_total", 7,
                "cofre_request_seconds_count{operation=\"GetObject\"}", 1)
            .entrySet()) {
      assertTrue(text.contains("\n" + wanted.getKey() + " " + wanted.getValue() + "\n"), text);
    }
  }
}
