package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Credentials that expire in mid-flight.
class RenewableTest {
  private final AtomicInteger made = new AtomicInteger();
  private final List<String> ended = new ArrayList<>();
  private final List<String> used = new ArrayList<>();
  private final Renewable<String> credentials =
      new Renewable<>(() -> "c" + made.incrementAndGet(), ended::add);

  private Function<String, String> refusing(String... refused) {
    return held -> {
      used.add(held);
      if (List.of(refused).contains(held)) {
        throw new IllegalStateException("expired");
      }
      return "done";
    };
  }

  @Test
  void aCallIsMadeOnceMoreWithOthersAndTheExpiredOnesEnd() {
    assertEquals("done", credentials.call(refusing("c1"), IllegalStateException.class::isInstance));
    assertEquals(List.of("c1", "c2"), used);
    assertEquals(List.of("c1"), ended);
    credentials.close();
    assertEquals(List.of("c1", "c2"), ended);
  }

  @Test
  void aCallIsNotMadeThreeTimes() {
    assertThrows(
        IllegalStateException.class,
        () -> credentials.call(refusing("c1", "c2"), IllegalStateException.class::isInstance));
    assertEquals(List.of("c1", "c2"), used);
  }

  @Test
  void anotherFailureRenewsNothing() {
    assertThrows(IllegalStateException.class, () -> credentials.call(refusing("c1"), _ -> false));
    assertEquals(List.of("c1"), used);
    assertEquals("c1", credentials.get());
  }

  @Test
  void fixedCredentialsAreTriedOnce() {
    var fixed = new Renewable<>(() -> "c1", ended::add);
    assertThrows(
        IllegalStateException.class,
        () -> fixed.call(refusing("c1"), IllegalStateException.class::isInstance));
    assertEquals(List.of("c1"), used);
    assertEquals(List.of(), ended);
  }

  @Test
  void credentialsThatCanBeClosedAreClosedAndOthersNot() {
    List<AutoCloseable> open = new ArrayList<>(List.of(() -> ended.add("c1"), () -> broken("c2")));
    var closing = new Renewable<>(open::removeFirst);
    closing.call(
        held -> {
          if (open.size() == 1) {
            throw new IllegalStateException("expired");
          }
          return held;
        },
        IllegalStateException.class::isInstance);
    closing.close();
    assertEquals(List.of("c1", "c2"), ended);
    new Renewable<>(() -> "c3").close();
  }

  private void broken(String name) throws IOException {
    ended.add(name);
    throw new IOException("what closed is not used any more");
  }

  @Test
  void aLibraryFindsItsPartsAndTheCallersLoaderIsPutBack() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader callers = new ClassLoader(before) {};
    thread.setContextClassLoader(callers);
    try {
      assertSame(
          Renewable.class.getClassLoader(),
          credentials.call(_ -> thread.getContextClassLoader(), _ -> false));
      assertThrows(IllegalStateException.class, () -> credentials.call(refusing("c1"), _ -> false));
      assertSame(callers, thread.getContextClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void whatAnotherThreadRenewedIsUsed() {
    Function<String, String> overtaken =
        held -> {
          used.add(held);
          if (held.equals("c1")) {
            credentials.call(refusing("c1"), IllegalStateException.class::isInstance);
            throw new IllegalStateException("expired");
          }
          return held;
        };
    assertEquals("c2", credentials.call(overtaken, IllegalStateException.class::isInstance));
    assertEquals(2, made.get());
  }
}
