package io.cofre.benchmarks;

import java.nio.file.Path;

/// What a KMS costs that answers after 20 ms, against the local one: PUT under SSE-KMS, with bucket
/// keys and without.
///
/// @param home of the unpacked distribution, with the plugin `bench-slow`
record DistantKms(Path home) {
  private static final String FAR = "kms: { main: { provider: bench-slow } }\n";

  void run() throws Exception {
    for (boolean bucketKey : new boolean[] {true, false}) {
      String mode =
          "encryption: { default: { mode: sse-kms, bucket-key: %s, cipher: AES-256-GCM } }%n"
              .formatted(bucketKey);
      try (BenchServer far = new BenchServer(home, FAR + mode, "");
          BenchServer near = new BenchServer(home, mode, "")) {
        WholeServer.bucket(far);
        WholeServer.bucket(near);
        for (int size : new int[] {4096, 1 << 20}) {
          compare(bucketKey, size, far, near);
        }
      }
    }
  }

  /// In short turns, the first by turns too: the pace of the disk changes from second to second.
  /// The first round warms the bucket key.
  private static void compare(boolean bucketKey, int size, BenchServer far, BenchServer near)
      throws Exception {
    byte[] body = WholeServer.random(size);
    Load.Request put = (c, client, n) -> c.put("/bench/o" + client, body, size);
    double[] ratios = new double[25];
    for (int round = -1; round < ratios.length; round++) {
      boolean farFirst = round % 2 == 0;
      double first = Load.run(farFirst ? far : near, 8, 1, put);
      double second = Load.run(farFirst ? near : far, 8, 1, put);
      if (round >= 0) {
        ratios[round] = farFirst ? first / second : second / first;
      }
    }
    WholeServer.row(
        "PUT %d KiB, SSE-KMS %s bucket key: KMS at 20 ms : kms-local"
            .formatted(size >> 10, bucketKey ? "with" : "without"),
        WholeServer.spread("%.3f", ratios));
  }
}
