package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// kill -9 while a job seals a bucket anew: it goes on by itself, and misses no object.
class JobKillTest {
  private static final String BUCKET = "anew";
  private static final int OBJECTS = 450;
  private static final Duration[] KILLS = {
    Duration.ofMillis(700), Duration.ofMillis(1500), Duration.ofMillis(300)
  };
  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{16}\\b");
  private static final List<String> REENCRYPT =
      List.of("reencrypt", "--bucket", BUCKET, "--cipher", "ChaCha20-Poly1305");
  @TempDir Path folder;

  @Test
  void a_killed_job_goes_on_until_every_object_is_sealed_anew() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    String job = "";
    for (Duration kill : KILLS) {
      Server server = Server.start(distribution, data);
      try (S3Client s3 = Sdk.client(server.endpoint())) {
        if (job.isEmpty()) {
          fill(s3);
          job = begin(server);
        }
        TimeUnit.MILLISECONDS.sleep(kill.toMillis());
      } finally {
        server.kill();
      }
    }
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      Map<String, Integer> outcomes = JobReport.of(server.cofre("jobs", "watch", job)).outcomes();
      // A step that a kill cut off is done again: what it had sealed is as wanted then.
      assertTrue(
          Set.of("reencrypted", "already-as-wanted").containsAll(outcomes.keySet()),
          outcomes::toString);
      assertEquals(OBJECTS, outcomes.values().stream().mapToInt(i -> i).sum());
      assertTrue(outcomes.get("reencrypted") > OBJECTS / 2, outcomes::toString);
      assertEquals(
          Map.of("already-as-wanted", OBJECTS), JobReport.of(reencrypt(server)).outcomes());
      for (int i = 0; i < OBJECTS; i++) {
        String key = "o/" + i;
        assertEquals(
            "content " + i, s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String());
      }
    }
  }

  private static void fill(S3Client s3) {
    s3.createBucket(b -> b.bucket(BUCKET));
    for (int i = 0; i < OBJECTS; i++) {
      String key = "o/" + i;
      s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString("content " + i));
    }
  }

  private static Command.Result reencrypt(Server server, String... more) throws Exception {
    List<String> all = new ArrayList<>(REENCRYPT);
    all.addAll(List.of(more));
    return server.cofre(all.toArray(String[]::new));
  }

  /// Slowly, so that the last kill comes before the end.
  private static String begin(Server server) throws Exception {
    Command.Result begun = reencrypt(server, "--objects-per-second", "60", "--no-watch");
    Matcher id = ID.matcher(begun.mustSucceed().output());
    assertTrue(id.find(), "no id of a job was told");
    return id.group();
  }
}
