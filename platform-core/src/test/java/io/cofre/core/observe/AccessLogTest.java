package io.cofre.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessLogTest {

  static RequestRecord request(String query, Optional<String> error) {
    return new RequestRecord(
        Instant.parse("2026-01-02T03:04:05.006Z"),
        "ID1",
        "10.0.0.1",
        "GET",
        "/b/k%2F\"\u00e9",
        query,
        "GetObject",
        404,
        error,
        5,
        7,
        Duration.ofNanos(12_034_567),
        "agent\n\"x\"",
        Optional.of("AKIA1"));
  }

  @Test
  void aLineTellsWhatHappened() {
    assertEquals(
        "{\"time\":\"2026-01-02T03:04:05.006Z\",\"id\":\"ID1\",\"remote\":\"10.0.0.1\","
            + "\"method\":\"GET\",\"path\":\"/b/k%2F\\\"\\u00e9\",\"operation\":\"GetObject\","
            + "\"status\":404,\"error\":\"NoSuchKey\",\"in\":5,\"out\":7,\"ms\":12.034,"
            + "\"agent\":\"agent\\u000a\\\"x\\\"\",\"key\":\"AKIA1\"}",
        AccessLog.line(request("", Optional.of("NoSuchKey"))));
  }

  @Test
  void secretsAreHidden() {
    String line =
        AccessLog.line(
            request(
                "list-type=2&X-Amz-Signature=deadbeef&X-Amz-%53ecurity-Token=t0ken&prefix=a%2F"
                    + "&signature=s1g&x-amz-server-side-encryption-customer-key=k3y&flag&%zz=odd",
                Optional.empty()));
    assertTrue(line.contains("list-type=2&X-Amz-Signature=***&"), line);
    assertTrue(line.contains("&prefix=a%2F&"), line);
    for (String secret : new String[] {"deadbeef", "t0ken", "s1g", "k3y", "odd"}) {
      assertFalse(line.contains(secret), line);
    }
  }

  @Test
  void linesReachTheFileInOrder(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("access.log"), "before\n");
    LineLog<RequestRecord> log = LineLog.to(file, AccessLog.NAME, AccessLog::line);
    for (int i = 0; i < 1000; i++) {
      log.add(request("n=" + i, Optional.empty()));
    }
    log.close();
    log.close();
    assertEquals(0, log.dropped());
    java.util.List<String> lines = Files.readAllLines(file);
    assertEquals(1001, lines.size());
    assertEquals("before", lines.getFirst());
    for (int i = 0; i < 1000; i++) {
      assertTrue(lines.get(i + 1).contains("\"query\":\"n=" + i + "\""));
    }
    log.add(request("", Optional.empty()));
    assertEquals(1, log.dropped());
  }

  @Test
  void aSlowDiskDropsLinesAndHoldsNobodyUp() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            written.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            stuck.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            written.write(bytes, offset, length);
          }
        };
    LineLog<RequestRecord> log = LineLog.started(slow, AccessLog.NAME, AccessLog::line, 10);
    log.add(request("", Optional.empty()));
    stuck.await();
    for (int i = 0; i < 100; i++) {
      log.add(request("", Optional.empty()));
    }
    assertEquals(90, log.dropped());
    free.countDown();
    log.close();
    assertEquals(11, written.toString(StandardCharsets.US_ASCII).lines().count());
  }

  @Test
  void aBrokenDiskIsCounted() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    LineLog<RequestRecord> log = LineLog.to(broken, AccessLog.NAME, AccessLog::line);
    log.add(request("", Optional.empty()));
    log.close();
    assertEquals(1, log.dropped());
  }
}
