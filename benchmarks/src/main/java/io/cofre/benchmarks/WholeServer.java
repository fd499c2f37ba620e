package io.cofre.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Measures a whole server from outside and prints one table.
///
/// `WholeServer HOME [start|plugins|fsync|seal|kms|large ...]`; everything when nothing is named.
/// `seal` and `kms` need plugins that `benchmarks/run` makes: a cipher that copies, a KMS far away.
public final class WholeServer {
  private static final String SEALED = "encryption: { default: { cipher: AES-256-GCM } }\n";
  private static final String COPIED = "encryption: { default: { cipher: BENCH-COPY } }\n";
  private final Path home;

  private WholeServer(Path home) {
    this.home = home;
  }

  /// Run the measurements named on the command line.
  public static void main(String[] args) throws Exception {
    WholeServer bench = new WholeServer(Path.of(args[0]).toAbsolutePath());
    String[] all = {"start", "plugins", "fsync", "seal", "kms", "large"};
    for (String what : args.length > 1 ? Arrays.copyOfRange(args, 1, args.length) : all) {
      switch (what) {
        case "start" -> bench.start();
        case "plugins" -> bench.plugins();
        case "fsync" -> bench.fsync();
        case "seal" -> bench.seal();
        case "kms" -> new DistantKms(bench.home).run();
        case "large" -> bench.large();
        default -> throw new IllegalArgumentException(what);
      }
    }
  }

  static void row(String what, String figure) {
    System.out.printf("| %-66s | %s |%n", what, figure);
  }

  private void start() throws Exception {
    double[] seconds = new double[7];
    double resident = 0;
    for (int i = 0; i < seconds.length; i++) {
      try (BenchServer server = new BenchServer(home, SEALED, "")) {
        seconds[i] = server.startSeconds();
        if (i == seconds.length - 1) {
          TimeUnit.SECONDS.sleep(10);
          resident = server.mebibytes("VmRSS");
        }
      }
    }
    Arrays.sort(seconds);
    row(
        "start to first answered request, new data folder, s",
        "%.2f (%.2f to %.2f)".formatted(seconds[3], seconds[0], seconds[6]));
    row("RSS at rest, 10 s after the start, MiB", "%.0f".formatted(resident));
  }

  /// In turns, for other loads on the machine come and go.
  private void plugins() throws Exception {
    Path folder = home.resolve("plugins");
    Path work = Files.createTempDirectory(Path.of("").toAbsolutePath(), "crowd-");
    PluginCrowd crowd = new PluginCrowd(Path.of(System.getProperty("cofre.bench.api")), work);
    double[] more = new double[9];
    double[] processor = new double[9];
    double[] told = new double[9];
    for (int round = -1; round < more.length; round++) {
      double[] without = startCosts();
      crowd.moveInto(folder);
      double[] with = startCosts();
      double loading = crowdMillis();
      crowd.moveOutOf(folder);
      if (round >= 0) {
        more[round] = (with[0] - without[0]) * 1e3;
        processor[round] = (with[1] - without[1]) * 1e3;
        told[round] = loading;
      }
    }
    String what = "12 more plugins (8 thin, 4 of 10 MiB): ";
    row(what + "longer start, ms", spread("%.0f", more));
    row(what + "processor time, ms", spread("%.0f", processor));
    row(what + "as cofre check tells it, ms", spread("%.0f", told));
  }

  /// Start once: the seconds to the first answer, and those of the processor.
  private double[] startCosts() throws IOException {
    try (BenchServer server = new BenchServer(home, SEALED, "")) {
      return new double[] {server.startSeconds(), server.processorSeconds()};
    }
  }

  /// What the loader itself says of those twelve.
  private double crowdMillis() throws Exception {
    Process check =
        new ProcessBuilder(home.resolve("bin/cofre").toString(), "check", "--show")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = check.inputReader()) {
      double sum =
          said.lines()
              .filter(line -> line.contains("zz-bench-"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* in (\\d+) ms", "$1")))
              .sum();
      check.waitFor();
      return sum;
    }
  }

  /// In turns, for the pace of a disk that others use changes from second to second.
  private void fsync() throws Exception {
    byte[] body = random(4096);
    double[] raw = new double[5];
    double[] single = new double[5];
    double[] puts = new double[5];
    double[] ratios = new double[5];
    try (BenchServer server = new BenchServer(home, SEALED, "")) {
      bucket(server);
      Load.run(server, 16, 5, (c, client, n) -> c.put("/bench/w" + client + "-" + n, body, 4096));
      for (int i = 0; i < raw.length; i++) {
        String round = "/bench/" + i + "-";
        raw[i] = rawSyncs();
        puts[i] =
            Load.run(server, 16, 4, (c, client, n) -> c.put(round + client + "-" + n, body, 4096));
        single[i] = Load.run(server, 1, 2, (c, client, n) -> c.put(round + "s" + n, body, 4096));
        ratios[i] = puts[i] / raw[i];
      }
    }
    row("write + fdatasync of 4 KiB, one thread, /s", spread("%.0f", raw));
    row("PUT 4 KiB durable, 1 client, /s", spread("%.0f", single));
    row("PUT 4 KiB durable, 16 clients, /s", spread("%.0f", puts));
    row("PUT with 16 clients : fdatasync", spread("%.2f", ratios));
  }

  static String spread(String format, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (format + " (" + format + " to " + format + ")")
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  private static double rawSyncs() throws IOException {
    Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "sync", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(4096);
      long begin = System.nanoTime();
      long count = 0;
      while (System.nanoTime() - begin < 2_000_000_000L) {
        channel.write(block.clear());
        channel.force(false);
        count++;
      }
      return count / ((System.nanoTime() - begin) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  private void seal() throws Exception {
    try (BenchServer sealed = new BenchServer(home, SEALED, "");
        BenchServer copied = new BenchServer(home, COPIED, "")) {
      bucket(sealed);
      bucket(copied);
      for (long size : new long[] {4096, 1 << 20, 64 << 20}) {
        compare("PUT", size, sealed, copied);
        compare("GET", size, sealed, copied);
      }
    }
  }

  private static void compare(String method, long size, BenchServer sealed, BenchServer copied)
      throws Exception {
    byte[] chunk = random((int) Math.min(size, 1 << 20));
    Load.Request request =
        method.equals("PUT")
            ? (c, client, n) -> c.put("/bench/o" + client, chunk, size)
            : (c, client, n) -> c.get("/bench/o" + client);
    double[] ratios = new double[5];
    double[] rates = new double[5];
    double[] costs = new double[5];
    double[] costRatios = new double[5];
    for (int round = -1; round < ratios.length; round++) {
      Cost one = cost(sealed, request);
      Cost two = cost(copied, request);
      if (round >= 0) {
        ratios[round] = one.rate() / two.rate();
        rates[round] = one.rate() * size / 1e6;
        costs[round] = one.processorSeconds() * 1e6;
        costRatios[round] = two.processorSeconds() / one.processorSeconds();
      }
    }
    for (double[] figures : new double[][] {ratios, rates, costs, costRatios}) {
      Arrays.sort(figures);
    }
    String what = "%s %d KiB, 8 clients: ".formatted(method, size >> 10);
    row(
        what + "sealed : copied, and sealed MB/s",
        "%.3f (%.3f to %.3f), %.0f".formatted(ratios[2], ratios[0], ratios[4], rates[2]));
    row(
        what + "the same in processor time, and its us",
        "%.3f (%.3f to %.3f), %.0f"
            .formatted(costRatios[2], costRatios[0], costRatios[4], costs[2]));
  }

  /// What a server did for its clients in a while.
  ///
  /// @param rate requests a second
  /// @param processorSeconds of the server for each request
  private record Cost(double rate, double processorSeconds) {}

  private static Cost cost(BenchServer server, Load.Request request) throws Exception {
    double seconds = 3;
    double before = server.processorSeconds();
    double rate = Load.run(server, 8, seconds, request);
    return new Cost(rate, (server.processorSeconds() - before) / (rate * seconds));
  }

  private void large() throws Exception {
    long size = 5L << 30;
    byte[] chunk = random(1 << 20);
    try (BenchServer server = new BenchServer(home, SEALED, "-Xmx256m")) {
      bucket(server);
      double before = server.mebibytes("VmRSS");
      try (S3Connection connection = server.connect()) {
        long begin = System.nanoTime();
        connection.put("/bench/large", chunk, size);
        double up = (System.nanoTime() - begin) / 1e9;
        double between = server.mebibytes("VmRSS");
        begin = System.nanoTime();
        long got = connection.get("/bench/large");
        double down = (System.nanoTime() - begin) / 1e9;
        if (got != size) {
          throw new IOException("got " + got + " bytes");
        }
        row("5 GiB up / down with -Xmx256m, s", "%.1f / %.1f".formatted(up, down));
        row(
            "RSS before / after up / after down / highest, MiB",
            "%.0f / %.0f / %.0f / %.0f"
                .formatted(before, between, server.mebibytes("VmRSS"), server.mebibytes("VmHWM")));
      }
    }
  }

  static void bucket(BenchServer server) throws IOException {
    try (S3Connection connection = server.connect()) {
      connection.put("/bench", new byte[1], 0);
    }
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
