package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.Vault;
import org.junit.jupiter.api.Test;

/// Where the root credentials come from, and how often they are shown.
class CredentialsTest extends BootFixture {

  @Test
  void are_made_once_and_shown_until_an_operator_has_seen_them() throws Exception {
    CofreConfig config = config("");
    try (ObjectRoom room = room()) {
      Vault vault = room.vault();
      Credentials first = Credentials.find(config, vault);
      assertTrue(first.fresh());
      assertTrue(first.accessKey().matches("COFRE[A-Z2-7]{15}"), first.accessKey());
      assertEquals(40, first.secret().<Integer>use(chars -> chars.length));
      Credentials again = Credentials.find(config, vault); // the first start failed on its way
      assertEquals(first, again);
      Credentials.shown(vault);
      Credentials later = Credentials.find(config, vault);
      assertFalse(later.fresh());
      assertEquals(first.accessKey(), later.accessKey());
      assertEquals(first.secret(), later.secret());
    }
  }

  @Test
  void of_two_stores_differ() throws Exception {
    try (ObjectRoom one = room();
        ObjectRoom other = room()) {
      assertNotEquals(
          Credentials.find(config(""), one.vault()).secret(),
          Credentials.find(config(""), other.vault()).secret());
    }
  }

  @Test
  void of_the_configuration_win_and_leave_the_made_ones_alone() throws Exception {
    try (ObjectRoom room = room()) {
      Credentials made = Credentials.find(config(""), room.vault());
      Credentials given =
          Credentials.find(
              config("credentials:\n  access-key: given\n  secret-key: given-secret\n"),
              room.vault());
      assertEquals("given", given.accessKey());
      assertFalse(given.fresh());
      assertEquals(made, Credentials.find(config(""), room.vault()));
    }
  }

  @Test
  void never_print_the_secret() throws Exception {
    try (ObjectRoom room = room()) {
      Credentials made = Credentials.find(config(""), room.vault());
      String secret = made.secret().use(String::new);
      assertFalse(made.toString().contains(secret));
    }
  }
}
