package io.cofre.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.tck.TransportContract;
import io.cofre.tck.broken.Contracts;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every rule of a transport is found broken where it alone is broken.
final class BrokenTransportTest {
  private static Flaw flaw = Flaw.DECODES_PATHS;

  /// A transport with the flaw at hand.
  static final class Subject extends TransportContract {
    @Override
    protected Transport open(Gate gate) {
      return new SocketTransport(gate, flaw);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "T1, DECODES_PATHS",
    "T1, SPLITS_HEADERS",
    "T2, REVERSES_REPEATED_HEADERS",
    "T3, FORGETS_UNREAD_BODIES",
    "T4, CONTINUES_AT_ONCE",
    "T5, HIDES_BROKEN_BODIES",
    "T6, ENDS_BROKEN_ANSWERS_WELL",
    "T7, TAKES_REQUESTS_WHILE_DRAINING",
    "T8, CLOSES_ONCE",
    "T9, CHANGES_STATUSES",
  })
  void exactly_that_rule_fails(String rule, Flaw flaw) {
    BrokenTransportTest.flaw = flaw;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw.name());
  }
}
