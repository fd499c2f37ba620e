package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.core.identity.Asker;
import io.cofre.core.keyring.KmsOperation;
import io.cofre.core.keyring.KmsUse;
import io.cofre.core.keyring.KmsUse.Served;
import io.cofre.core.observe.Metrics;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the key log says of a use.
class KeyNotesTest extends BootFixture {

  private record Ann() implements Asker {
    @Override
    public String requestId() {
      return "R1";
    }

    @Override
    public Optional<String> accessKey() {
      return Optional.of("AKIA1");
    }
  }

  private static KmsUse use(Optional<KeyId> key, KeyContext context, Optional<Reason> failure) {
    return new KmsUse(
        "main",
        failure.isPresent() ? KmsOperation.UNWRAP : KmsOperation.LIST,
        key,
        context,
        failure.isPresent() ? Served.SHARED_CALL : Served.CALL,
        failure,
        Duration.ofMillis(7));
  }

  @Test
  void a_use_leaves_a_line() throws Exception {
    Metrics metrics = new Metrics();
    KeyContext context = KeyContext.of(Map.of("team", "a\"b", "cofre:bucket", "photos"));
    try (KeyNotes notes = KeyNotes.open(config("server: {key-log: keys.log}\n"), metrics)) {
      new Ann()
          .serve(() ->
              notes.used(
                  use(Optional.of(new KeyId("blue")), context, Optional.of(Reason.KEY_DISABLED))));
      notes.used(use(Optional.empty(), KeyContext.EMPTY, Optional.empty()));
    }
    List<String> lines = Files.readAllLines(folder.resolve("keys.log"));
    String time = "\\{\"time\":\"[0-9T:.-]+Z\",";
    assertEquals(2, lines.size());
    assertEquals(
        "\"request\":\"R1\",\"access-key\":\"AKIA1\",\"kms\":\"main\",\"operation\":\"unwrap\","
            + "\"key\":\"blue\",\"context\":{\"cofre:bucket\":\"photos\",\"team\":\"a\\\"b\"},"
            + "\"served\":\"shared-call\",\"error\":\"key-disabled\",\"ms\":7.000}",
        lines.get(0).replaceFirst(time, ""));
    assertEquals(
        "\"kms\":\"main\",\"operation\":\"list\",\"served\":\"call\",\"ms\":7.000}",
        lines.get(1).replaceFirst(time, ""));
    assertTrue(metrics.text().contains("cofre_key_log_dropped_total 0"), metrics.text());
  }

  @Test
  void without_the_setting_nothing_is_written() throws Exception {
    try (KeyNotes notes = KeyNotes.open(config("server: {}\n"), new Metrics())) {
      notes.used(use(Optional.empty(), KeyContext.EMPTY, Optional.empty()));
      assertEquals(List.of(), notes.logs());
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_told() throws Exception {
    var config = config("server: {key-log: no/such/folder/keys.log}\n");
    var refused = assertThrows(CannotStart.class, () -> KeyNotes.open(config, new Metrics()));
    assertEquals(ExitStatus.CONFIG, refused.status());
    assertTrue(refused.lines().getFirst().startsWith("server.key-log: cannot write to "));
  }
}
