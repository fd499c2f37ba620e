package io.cofre.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the measurements of segments and prints a table: ratios first.
public final class JmhRatios {
  private JmhRatios() {}

  private record Figure(double nanos, double allocated) {}

  /// Run them all.
  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(JmhSegments.class.getName()).addProfiler(GCProfiler.class);
    options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    for (String property : new String[] {"cofre.bench.plugin", "cofre.bench.aws-lc"}) {
      options.jvmArgsAppend("-D" + property + "=" + System.getProperty(property));
    }
    print(new Runner(options.build()).run());
  }

  private static void print(Collection<RunResult> results) {
    Map<String, Figure> figures = new TreeMap<>();
    for (RunResult result : results) {
      String method = result.getParams().getBenchmark();
      String library = result.getParams().getParam("library");
      int segment = Integer.parseInt(result.getParams().getParam("segment"));
      figures.put(
          "%s %8d %s".formatted(library, segment, method.substring(method.lastIndexOf('.') + 1)),
          new Figure(
              result.getPrimaryResult().getScore(),
              result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
    }
    System.out.println(
        "| segment | library's rate reached | platform MB/s | B allocated, platform | library |");
    System.out.println("|---|---|---|---|---|");
    figures.forEach((name, platform) -> {
      if (name.endsWith("Platform")) {
        row(name, platform, figures.get(name.replace("Platform", "Raw")));
      }
    });
  }

  private static void row(String name, Figure platform, Figure raw) {
    String[] words = name.replace("Platform", "").split(" +", -1);
    int bytes = Integer.parseInt(words[1]);
    System.out.printf(
        Locale.ROOT,
        "| %s %s %d KiB | %.3f | %.0f | %.0f | %.0f |%n",
        words[0].replace('_', '-'),
        words[2],
        bytes >> 10,
        raw.nanos() / platform.nanos(),
        bytes / platform.nanos() * 1e3,
        platform.allocated(),
        raw.allocated());
  }
}
