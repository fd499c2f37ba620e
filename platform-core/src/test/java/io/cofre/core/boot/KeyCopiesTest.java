package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KeyBackup.Outcome;
import io.cofre.api.kms.KeyBackup.Restored;
import io.cofre.api.kms.KeyId;
import io.cofre.api.plugin.Secret;
import io.cofre.tck.fake.MemoryKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCopiesTest extends BootFixture {
  private static final Secret PASSPHRASE = Secret.of("a passphrase of tests");

  @Test
  void keys_go_to_a_private_file_and_back() throws Exception {
    Path file = folder.resolve("keys.backup");
    KeyCopies from = new KeyCopies(new MemoryKms("a", "b"), "main");
    KeyCopies.write(file, from.export(PASSPHRASE));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    KeyCopies to = new KeyCopies(new MemoryKms("b"), "main");
    List<Restored> expected =
        List.of(
            new Restored(new KeyId("a"), Outcome.RESTORED),
            new Restored(new KeyId("b"), Outcome.KEPT));
    byte[] backup = KeyCopies.read(file);
    assertEquals(expected, to.restore(backup, PASSPHRASE, true));
    assertEquals(expected, to.restore(backup, PASSPHRASE, false));
  }

  @Test
  void no_file_is_written_over() throws Exception {
    Path file = Files.write(folder.resolve("there"), new byte[] {1});
    CannotStart e = assertThrows(CannotStart.class, () -> KeyCopies.write(file, new byte[9]));
    assertEquals(ExitStatus.UNAVAILABLE, e.status());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
  }

  @Test
  void a_passphrase_ends_before_the_line_does() throws Exception {
    Path file = Files.writeString(folder.resolve("passphrase"), " with spaces \r\n");
    assertEquals(Secret.of(" with spaces "), KeyCopies.passphrase(file));
    assertThrows(CannotStart.class, () -> KeyCopies.passphrase(folder.resolve("nowhere")));
  }

  @Test
  void a_configuration_that_is_wrong_is_told() throws IOException {
    var input = input("kms: { main: { provider: local } }", Map.of());
    CannotStart e =
        assertThrows(
            CannotStart.class, () -> KeyCopies.with(input, "main", k -> k.export(PASSPHRASE)));
    assertEquals(ExitStatus.CONFIG, e.status());
  }
}
