package io.cofre.core.object;

import io.cofre.core.object.model.ObjectFailure;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Says of each damaged record once that it is damaged. Thread-safe.
final class DamageReport {
  private static final System.Logger LOG = System.getLogger(DamageReport.class.getName());
  private static final int REMEMBERED = 10_000;
  private final Set<Integer> said = new HashSet<>();
  private final LongAdder found = new LongAdder();

  /// Report a record that a listing met.
  ///
  /// @param what what the record is of, in the operator's words
  void report(String what, byte[] value, ObjectFailure failure) {
    if (isNew(31 * what.hashCode() + Arrays.hashCode(value))) {
      found.increment();
      LOG.log(Level.WARNING, "the record of " + what + " is damaged", failure);
    }
  }

  private synchronized boolean isNew(int hash) {
    if (said.size() >= REMEMBERED) {
      said.clear();
    }
    return said.add(hash);
  }

  /// How many damaged records listings met.
  long found() {
    return found.sum();
  }
}
