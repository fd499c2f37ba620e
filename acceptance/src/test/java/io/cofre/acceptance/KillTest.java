package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// kill -9 at random points of a mixed load: what was acknowledged is there, and nothing is left
/// over.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("cofre.kills", 200);
  private static final int WRITERS = 4;
  private static final Set<String> OWN_FILES = Set.of("format", "lock");
  @TempDir Path folder;

  @Test
  void acknowledged_objects_survive_and_no_orphan_stays() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    List<KillWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new KillWriter("writer-" + i, i));
    }
    Random random = new Random(42);
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Server server = Server.start(distribution, data);
      try (S3Client s3 = Sdk.client(server.endpoint())) {
        if (round == 0) {
          s3.createBucket(b -> b.bucket(KillWriter.BUCKET));
        }
        for (KillWriter writer : writers) {
          writer.verify(s3);
        }
        killDuringLoad(server, s3, writers, random);
      } finally {
        server.kill();
      }
    }
    for (KillWriter writer : writers) {
      acknowledged += writer.acknowledged();
    }
    assertTrue(
        acknowledged > ROUNDS, "only " + acknowledged + " acknowledged: the load was no load");
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      int blobs = 0;
      for (KillWriter writer : writers) {
        writer.verify(s3);
        blobs += writer.blobs();
      }
      assertEquals(0, s3.listMultipartUploads(b -> b.bucket(KillWriter.BUCKET)).uploads().size());
      awaitBlobs(data, blobs);
    }
  }

  private static void killDuringLoad(
      Server server, S3Client s3, List<KillWriter> writers, Random random) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> loads = new ArrayList<>();
      for (KillWriter writer : writers) {
        loads.add(threads.submit(() -> writer.writeUntilItFails(s3)));
      }
      TimeUnit.MICROSECONDS.sleep(1000 + random.nextInt(400_000));
      server.kill();
      for (Future<?> load : loads) {
        load.get(60, TimeUnit.SECONDS);
      }
    }
  }

  /// The sweep runs beside the requests, so it is given a while.
  private static void awaitBlobs(Path data, int wanted) throws Exception {
    List<Path> left = blobs(data);
    for (int i = 0; i < 300 && left.size() != wanted; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      left = blobs(data);
    }
    assertEquals(wanted, left.size(), "blobs of live objects, and no orphan: " + left);
  }

  private static List<Path> blobs(Path data) throws IOException {
    try (Stream<Path> paths = Files.walk(data.resolve("blobs"))) {
      return paths
          .filter(Files::isRegularFile)
          .filter(p -> !OWN_FILES.contains(p.getFileName().toString()))
          .toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of(); // a file went away during the walk; the caller looks again
    }
  }
}
