package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.RequestObserver.Observation;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What S3 clients are told before the store is open.
class ClosedGateTest {
  private final List<Observation> seen = new ArrayList<>();

  private MemoryExchange ask(String method, String path) {
    byte[] body = method.equals("PUT") ? new byte[1000] : new byte[0];
    MemoryExchange exchange = new MemoryExchange(MemoryRequest.of(method, path).head(), body);
    new ClosedGate(seen::add).enter(exchange);
    return exchange;
  }

  @ParameterizedTest
  @CsvSource({"GET,/", "GET,/photos/a?uploadId=x", "PUT,/photos/b", "POST,/%%%", "PATCH,/"})
  void everyone_is_told_to_come_again(String method, String path) {
    MemoryExchange answer = ask(method, path);
    assertEquals(503, answer.status());
    assertEquals("5", answer.header("Retry-After").orElseThrow());
    assertTrue(answer.text().contains("<Code>ServiceUnavailable</Code>"), answer.text());
    assertEquals("ServiceUnavailable", seen.getFirst().outcome().error());
    assertEquals(503, seen.getFirst().outcome().status());
  }

  @ParameterizedTest
  @CsvSource("HEAD,/photos/a")
  void a_head_has_no_document(String method, String path) {
    MemoryExchange answer = ask(method, path);
    assertEquals(503, answer.status());
    assertEquals("", answer.text());
  }
}
