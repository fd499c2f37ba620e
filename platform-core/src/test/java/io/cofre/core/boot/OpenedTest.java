package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is open is closed, from the top to the bottom.
class OpenedTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closes_in_the_reverse_order_and_once() {
    Opened opened = new Opened();
    opened.add("bottom", () -> closed.add("bottom"));
    opened.add("middle", () -> closed.add("middle"));
    opened.add("top", () -> closed.add("top"));
    opened.close();
    opened.close();
    assertEquals(List.of("top", "middle", "bottom"), closed);
  }

  @Test
  void a_part_that_fails_does_not_keep_the_others_open() {
    Opened opened = new Opened();
    opened.add("bottom", () -> closed.add("bottom"));
    opened.add(
        "checked",
        () -> {
          throw new IOException("the disk went away");
        });
    opened.add(
        "unchecked",
        () -> {
          throw new IllegalStateException("a bug of a plugin");
        });
    opened.add("top", () -> closed.add("top"));
    opened.close();
    assertEquals(List.of("top", "bottom"), closed);
  }
}
