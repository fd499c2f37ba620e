package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Lists in pages, with and without an end.
class PagesTest {
  private final List<String> asked = new ArrayList<>();

  /// Read pages that each hold their own place and, by this map, the next one's.
  private List<String> read(Function<String, String> next) {
    return Pages.all(
            "Fake lists the keys",
            "a",
            place -> {
              asked.add(place);
              var page = JsonNodeFactory.instance.objectNode().put("is", place);
              return page.put("next", next.apply(place));
            },
            page -> page.path("next").asText())
        .map(page -> page.path("is").asText())
        .toList();
  }

  private static JsonNode broken(String place) {
    throw new KmsException(Reason.UNAVAILABLE, "no page at " + place);
  }

  @Test
  void pages_are_read_until_one_names_no_other() {
    assertEquals(List.of("a", "b", "c"), read(Map.of("a", "b", "b", "c", "c", "")::get));
    assertEquals(List.of("a", "b", "c"), asked);
  }

  @Test
  void a_place_that_comes_again_is_not_asked_again() {
    var failure = assertThrows(KmsException.class, () -> read(Map.of("a", "b", "b", "a")::get));
    assertEquals(Reason.UNEXPECTED, failure.reason());
    assertEquals("Fake lists the keys without end", failure.getMessage());
    assertEquals(List.of("a", "b"), asked);
  }

  @Test
  void a_list_without_end_is_given_up() {
    var failure = assertThrows(KmsException.class, () -> read(_ -> "page " + asked.size()));
    assertEquals(Reason.UNEXPECTED, failure.reason());
    assertEquals(10_000, asked.size());
  }

  @Test
  void a_page_that_fails_fails_the_list() {
    var failure =
        assertThrows(
            KmsException.class, () -> Pages.all("Fake lists", "a", PagesTest::broken, _ -> ""));
    assertEquals("no page at a", failure.getMessage());
  }
}
