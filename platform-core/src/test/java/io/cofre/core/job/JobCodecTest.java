package io.cofre.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.core.json.NotJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs as they are kept.
class JobCodecTest {
  /// Written by the first version; it is read for ever.
  private static final String FORMAT_1 =
      """
      {"id":"0198c0ffee0a1b2c","kind":"rewrap","state":"failed","reason":"no key",\
      "options":{"objects-per-second":5,"bytes-per-second":0,"workers":2,"batch":100},\
      "done":3,"total":9,"bytes":40,"outcomes":{"failed":1,"rewrapped":2},\
      "failures":[{"name":"b/\\u00e9","reason":"it is damaged"}],"more-failures":0,\
      "created":"2026-01-01T00:00:00Z","started":"2026-01-01T00:00:01Z",\
      "updated":"2026-01-01T00:00:02Z","ended":"2026-01-01T00:00:02Z","format":1,\
      "description":"{\\"bucket\\":\\"b\\"}","cursor":"b/\\u0001",\
      "lease":{"node":"","run":"","until":"1970-01-01T00:00:00Z"}}\
      """;

  private static Job job() {
    return new Job(
        "0198c0ffee0a1b2c",
        new JobOrder("rewrap", "{\"bucket\":\"b\"}", new JobOptions(5, 0, 2, 100)),
        JobState.FAILED,
        "no key",
        "b/\u0001",
        new JobTally(
            new TreeMap<>(java.util.Map.of("failed", 1L, "rewrapped", 2L)),
            40,
            OptionalLong.of(9),
            List.of(new JobTrouble("b/\u00e9", "it is damaged")),
            0),
        new JobDates(
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.of(Instant.parse("2026-01-01T00:00:01Z")),
            Instant.parse("2026-01-01T00:00:02Z"),
            Optional.of(Instant.parse("2026-01-01T00:00:02Z"))),
        JobLease.NONE);
  }

  @Test
  void format_1_is_read() {
    assertEquals(job(), JobCodec.decoded(FORMAT_1.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_is_written_is_read() {
    assertEquals(job(), JobCodec.decoded(JobCodec.encoded(job())));
    Job running =
        job().running(new JobLease("a", "a.1", Instant.EPOCH.plusSeconds(9)), Instant.EPOCH);
    assertEquals(running, JobCodec.decoded(JobCodec.encoded(running)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"format\":1",
        "\"id\":\"0198c0ffee0a1b2c\",",
        "\"state\":\"failed\"",
        "\"workers\":2",
        "2026-01-01T00:00:01Z"
      })
  void what_is_no_job_is_refused(String part) {
    String broken =
        FORMAT_1.replace(part, part.contains("T") ? "x" : part.replaceAll("[a-z12]", "9"));
    assertThrows(NotJson.class, () -> JobCodec.decoded(broken.getBytes(StandardCharsets.UTF_8)));
  }
}
