package io.cofre.core.observe;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the process itself has to say: memory, threads, collections, uptime, build.
public final class ProcessMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMetrics() {}

  /// Add them to a registry.
  ///
  /// @param version the version of the server
  public static void register(Metrics metrics, String version) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    metrics.gauge(
        "jvm_heap_used_bytes",
        "Memory in use on the heap.",
        () -> memory.getHeapMemoryUsage().getUsed());
    metrics.gauge(
        "jvm_heap_max_bytes",
        "The most the heap may grow to.",
        () -> memory.getHeapMemoryUsage().getMax());
    metrics.gauge(
        "jvm_nonheap_used_bytes",
        "Memory of code and classes.",
        () -> memory.getNonHeapMemoryUsage().getUsed());
    metrics.gauge(
        "jvm_threads", "Platform threads; virtual ones do not count.", threads::getThreadCount);
    metrics.total(
        "jvm_gc_collections_total",
        "Garbage collections.",
        () -> collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum());
    metrics.total(
        "jvm_gc_seconds_total",
        "Time spent in garbage collections.",
        () -> collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum() / 1e3);
    metrics.gauge(
        "process_uptime_seconds",
        "Since the server was started.",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    if (Files.isReadable(STATUS)) {
      metrics.gauge(
          "process_resident_memory_bytes", "Memory held by the process.", ProcessMetrics::resident);
    }
    metrics.info(
        "cofre_build_info",
        "The versions of the server and of Java.",
        Map.of("version", version, "java", Runtime.version().toString()));
  }

  private static double resident() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
        }
      }
    } catch (IOException _) {
      return Double.NaN; // the text format's word for unknown
    }
    return Double.NaN;
  }
}
