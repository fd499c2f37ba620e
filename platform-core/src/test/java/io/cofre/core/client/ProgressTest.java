package io.cofre.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What is told of a job that is watched.
class ProgressTest {
  private static final long SECOND = 1_000_000_000L;
  private final Progress progress = new Progress();

  private String line(String job, long second) {
    return progress.line(StrictJson.read(job.getBytes(StandardCharsets.UTF_8)), second * SECOND);
  }

  @Test
  void speed_and_end_are_told_once_they_can_be_measured() {
    assertEquals(
        "[######..................]" + "  25%  100/400  running",
        line("{\"state\":\"running\",\"done\":100,\"total\":400}", 0));
    assertEquals(
        "[############............]  50%  200/400  running  10.0/s  ETA 0:00:20",
        line("{\"state\":\"running\",\"done\":200,\"total\":400}", 10));
    assertEquals(
        "[########################] 100%  400/400  finished  2 failed",
        line(
            "{\"state\":\"finished\",\"done\":400,\"total\":400,\"failures\":[{}],\"more-failures\":1}",
            20));
  }

  @Test
  void without_a_total_there_is_no_bar() {
    assertEquals("0 done  queued", line("{\"state\":\"queued\",\"done\":0}", 0));
    assertEquals("7 done  running  7.0/s", line("{\"state\":\"running\",\"done\":7}", 1));
  }

  @Test
  void nothing_to_do_is_no_division() {
    assertEquals("0 done  finished", line("{\"state\":\"finished\",\"done\":0,\"total\":0}", 0));
  }
}
