package io.cofre.core.s3.header;

import io.cofre.core.object.model.ETag;
import java.util.ArrayList;
import java.util.List;

/// A list of entity tags as `If-Match` and its relatives give it.
///
/// @param any whether it is `*`
/// @param tags the tags otherwise; quotes and a `W/` in front are not needed and not kept
public record EntityTags(boolean any, List<ETag> tags) {

  /// Copies the list.
  public EntityTags {
    tags = List.copyOf(tags);
  }

  /// Read a list.
  public static EntityTags read(String text) {
    if (text.strip().equals("*")) {
      return new EntityTags(true, List.of());
    }
    List<ETag> tags = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      String tag = item.strip();
      if (tag.startsWith("W/")) {
        tag = tag.substring(2);
      }
      if (tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")) {
        tag = tag.substring(1, tag.length() - 1);
      }
      if (!tag.isEmpty()) {
        tags.add(new ETag(tag));
      }
    }
    return new EntityTags(false, tags);
  }

  /// Whether a tag is on the list.
  public boolean has(ETag etag) {
    return any || tags.contains(etag);
  }
}
