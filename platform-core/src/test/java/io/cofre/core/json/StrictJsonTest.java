package io.cofre.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void reads_a_document() {
    assertEquals("x", StrictJson.read("{\"a\":[\"x\"]}".getBytes(UTF_8)).at("/a/0").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "{'a':1}",
        "{\"a\":1,}",
        "// x\n{}",
        "NaN",
        "{\"a\":\"secret"
      })
  void refuses_what_is_none(String text) {
    NotJson e = assertThrows(NotJson.class, () -> StrictJson.read(text.getBytes(UTF_8)));
    assertFalse(e.getMessage().contains("secret"));
  }

  @Test
  void refuses_depth_and_bytes_that_are_no_utf8() {
    String deep = "[".repeat(40) + "]".repeat(40);
    assertThrows(NotJson.class, () -> StrictJson.read(deep.getBytes(UTF_8)));
    assertThrows(NotJson.class, () -> StrictJson.read(new byte[] {'"', (byte) 0xff, '"'}));
  }

  @Test
  void any_bytes_are_read_or_refused() {
    Random random = new Random(7);
    String alphabet = "{}[]\":,0123456789.eE+-truefalsn\\u \u00e9";
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(24); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        StrictJson.read(text.toString().getBytes(UTF_8));
      } catch (NotJson _) {
        refused++;
      }
    }
    assertTrue(refused > 10_000 && refused < 20_000, () -> "most are refused, and some are read");
  }
}
