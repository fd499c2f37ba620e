package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Secret;
import io.cofre.core.config.CofreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/// Where the token of the admin API comes from.
class AdminTokenTest extends BootFixture {

  private CofreConfig inData() throws Exception {
    CofreConfig config = config("server:\n  data: data\n");
    DataFolder.make(config.server().data());
    return config;
  }

  @Test
  void is_made_once_for_the_owner_alone() throws Exception {
    CofreConfig config = inData();
    Secret made = AdminToken.find(config);
    Path file = folder.resolve("data/admin.token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made, Secret.of(Files.readString(file).strip()));
    assertEquals(43, made.<Integer>use(chars -> chars.length));
    assertEquals(made, AdminToken.find(config));
    assertFalse(Files.exists(folder.resolve("data/admin.token.new")));
  }

  @Test
  void of_the_configuration_wins_and_makes_no_file() throws Exception {
    CofreConfig config =
        config("server:\n  data: data\nadmin:\n  token: a-token-of-24-characters\n");
    DataFolder.make(config.server().data());
    assertEquals(Secret.of("a-token-of-24-characters"), AdminToken.find(config));
    assertFalse(Files.exists(folder.resolve("data/admin.token")));
  }

  @Test
  void that_others_can_read_is_refused() throws Exception {
    CofreConfig config = inData();
    AdminToken.find(config);
    Path file = folder.resolve("data/admin.token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    CannotStart refused = assertThrows(CannotStart.class, () -> AdminToken.find(config));
    assertEquals(ExitStatus.CONFIG, refused.status());
    assertTrue(refused.lines().getFirst().contains("admin.token"));
  }

  @Test
  void that_is_empty_is_refused() throws Exception {
    CofreConfig config = inData();
    AdminToken.find(config);
    Files.writeString(folder.resolve("data/admin.token"), "\n");
    assertThrows(CannotStart.class, () -> AdminToken.find(config));
  }
}
