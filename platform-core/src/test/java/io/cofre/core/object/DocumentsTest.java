package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Small sealed documents.
class DocumentsTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void they_are_kept_changed_and_removed() throws Exception {
    try (Rig rig = new Rig()) {
      Documents documents = rig.room.jobs();
      documents.put("b", bytes("second"));
      documents.put("a", bytes("first"));
      assertArrayEquals(bytes("first"), documents.find("a").orElseThrow());
      assertEquals(List.of("a", "b"), List.copyOf(documents.all().keySet()));
      byte[] now =
          documents
              .change("a", old -> bytes(new String(old, StandardCharsets.UTF_8) + "!"))
              .orElseThrow();
      assertArrayEquals(bytes("first!"), now);
      rig.restart();
      assertArrayEquals(bytes("first!"), rig.room.jobs().find("a").orElseThrow());
      rig.room.jobs().remove("a");
      assertFalse(rig.room.jobs().find("a").isPresent());
      assertEquals(Optional.empty(), rig.room.jobs().change("a", old -> old));
    }
  }

  @Test
  void a_change_that_throws_changes_nothing() throws Exception {
    try (Rig rig = new Rig()) {
      Documents documents = rig.room.jobs();
      documents.put("a", bytes("first"));
      assertThrows(
          IllegalStateException.class,
          () ->
              documents.change(
                  "a",
                  _ -> {
                    throw new IllegalStateException("no");
                  }));
      assertArrayEquals(bytes("first"), documents.find("a").orElseThrow());
    }
  }

  @Test
  void their_content_is_sealed() throws Exception {
    try (Rig rig = new Rig()) {
      rig.room.jobs().put("a", bytes("the secret plan"));
      byte[] value = rig.records('J').getFirst().value();
      assertFalse(new String(value, StandardCharsets.ISO_8859_1).contains("secret plan"));
    }
  }
}
