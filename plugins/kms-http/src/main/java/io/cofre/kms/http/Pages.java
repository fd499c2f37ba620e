package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// A list that a KMS gives page by page, where each page tells the place of the next one.
public final class Pages {
  private static final int MOST = 10_000;

  private Pages() {}

  /// Read all pages, in their order.
  ///
  /// @param list says who lists what, for messages: `Vault at https://… lists the keys`
  /// @param first the place of the first page, in the words of `page`
  /// @param page asks for the page at a place
  /// @param next tells from a page where the next one is; empty after the last
  /// @throws KmsException `UNEXPECTED` if a place comes again, or after 10,000 pages
  public static Stream<JsonNode> all(
      String list, String first, Function<String, JsonNode> page, Function<JsonNode, String> next) {
    Set<String> asked = new HashSet<>();
    Stream.Builder<JsonNode> pages = Stream.builder();
    String place = first;
    do {
      if (!asked.add(place) || asked.size() > MOST) {
        throw new KmsException(Reason.UNEXPECTED, list + " without end");
      }
      JsonNode read = page.apply(place);
      pages.add(read);
      place = next.apply(read);
    } while (!place.isEmpty());
    return pages.build();
  }
}
