package io.cofre.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the measurements of segments in rounds and prints a table: ratios first.
///
/// A machine is not equally fast all the time, so each round runs all methods once, platform and
/// library one after the other; what is told is the median of the rounds' ratios.
public final class JmhRatios {
  private static final int ROUNDS = 3;

  private JmhRatios() {}

  private record Figure(double nanos, double allocated) {}

  private record Pair(Figure platform, Figure raw) {
    double ratio() {
      return raw.nanos() / platform.nanos();
    }
  }

  /// Run them all, or what JMH's own options choose: `-p segment=65536 -wi 1 -i 2`.
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(args));
    options.include(JmhSegments.class.getName()).addProfiler(GCProfiler.class);
    options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    for (String property : new String[] {"cofre.bench.plugin", "cofre.bench.aws-lc"}) {
      options.jvmArgsAppend("-D" + property + "=" + System.getProperty(property));
    }
    Map<String, List<Pair>> rounds = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      pairs(new Runner(options.build()).run())
          .forEach((name, pair) -> rounds.computeIfAbsent(name, _ -> new ArrayList<>()).add(pair));
    }
    print(rounds);
  }

  private static Map<String, Pair> pairs(Collection<RunResult> results) {
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
    Map<String, Pair> pairs = new TreeMap<>();
    figures.forEach((name, platform) -> {
      if (name.endsWith("Platform")) {
        pairs.put(name, new Pair(platform, figures.get(name.replace("Platform", "Raw"))));
      }
    });
    return pairs;
  }

  private static void print(Map<String, List<Pair>> rounds) {
    System.out.println(
        "| segment | library's rate reached | platform MB/s | B allocated, platform | library |");
    System.out.println("|---|---|---|---|---|");
    rounds.forEach((name, pairs) -> {
      pairs.sort(Comparator.comparingDouble(Pair::ratio));
      String[] words = name.replace("Platform", "").split(" +", -1);
      int bytes = Integer.parseInt(words[1]);
      Pair middle = pairs.get(pairs.size() / 2);
      System.out.printf(
          Locale.ROOT,
          "| %s %s %d KiB | %.3f (%.3f to %.3f) | %.0f | %.0f | %.0f |%n",
          words[0].replace('_', '-'),
          words[2],
          bytes >> 10,
          middle.ratio(),
          pairs.getFirst().ratio(),
          pairs.getLast().ratio(),
          bytes / middle.platform().nanos() * 1e3,
          middle.platform().allocated(),
          middle.raw().allocated());
    });
  }
}
