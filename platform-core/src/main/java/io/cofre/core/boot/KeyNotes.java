package io.cofre.core.boot;

import io.cofre.core.config.CofreConfig;
import io.cofre.core.identity.Asker;
import io.cofre.core.keyring.KmsAudit;
import io.cofre.core.keyring.KmsUse;
import io.cofre.core.observe.KeyLog;
import io.cofre.core.observe.KeyUseRecord;
import io.cofre.core.observe.LineLog;
import io.cofre.core.observe.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Hands every use of a key to the key log, if the operator wants one.
///
/// @param logs one log, or none
record KeyNotes(List<LineLog<KeyUseRecord>> logs) implements KmsAudit, AutoCloseable {

  static KeyNotes open(CofreConfig config, Metrics metrics) throws CannotStart {
    return new KeyNotes(
        new LogFiles(metrics).open(config.server().keyLog(), "key-log", KeyLog.NAME, KeyLog::line));
  }

  @Override
  public void used(KmsUse use) {
    logs.forEach(log -> log.add(record(use)));
  }

  private static KeyUseRecord record(KmsUse use) {
    Optional<Asker> asker = Asker.current();
    return new KeyUseRecord(
        Instant.now(),
        asker.map(Asker::requestId),
        asker.flatMap(Asker::accessKey),
        use.kms(),
        use.operation().label(),
        use.key().map(key -> key.value()),
        use.context().facts(),
        label(use.served()),
        use.failure().map(KeyNotes::label),
        use.duration());
  }

  private static String label(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() {
    logs.forEach(LineLog::close);
  }
}
