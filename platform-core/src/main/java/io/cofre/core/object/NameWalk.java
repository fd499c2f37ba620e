package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks over the names in a range of records and rolls them up behind a delimiter.
///
/// The tail of a key is a name, or a name, a zero byte and more. All comparing is of UTF-8 bytes. A
/// group is passed by seeking behind it, so that a page costs a scan for each few items of it,
/// however many names there are in the groups.
///
/// @param range all records
/// @param prefix what names begin with, may be empty
/// @param delimiter what ends a group behind the prefix, empty for no groups
record NameWalk(KeyRange range, String prefix, String delimiter) {
  private static final int BATCH = 256;

  /// What a walk found.
  ///
  /// @param entries records whose names are in no group
  /// @param groups the groups, in order
  /// @param last the last name or group, empty if there is none
  /// @param more whether something follows
  record Steps(List<MetadataEntry> entries, List<String> groups, String last, boolean more) {}

  /// Where a walk begins that shall pass a name, or the group of that name; empty for the
  /// beginning.
  byte[] startBehind(String after) {
    if (after.isEmpty()) {
      return range.from();
    }
    byte[] name = utf8(after);
    return isGroup(after) ? range.within(name).to() : KeyRange.next(range.key(name));
  }

  /// Whether a name is the whole of a group.
  boolean isGroup(String name) {
    byte[] bytes = utf8(name);
    return name.startsWith(prefix) && groupEnd(bytes) == bytes.length;
  }

  /// Walk from a key until there are enough names and groups.
  Steps walk(MetadataView view, byte[] start, int limit) {
    KeyRange all = range.within(utf8(prefix)).startingAt(start);
    List<MetadataEntry> entries = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    String last = "";
    byte[] cursor = all.from();
    while (true) {
      int batch = delimiter.isEmpty() ? Math.min(limit - entries.size() + 1, 1000) : BATCH;
      List<MetadataEntry> found = view.scan(cursor, all.to(), batch);
      for (MetadataEntry entry : found) {
        if (Arrays.compareUnsigned(entry.key(), cursor) < 0) {
          continue; // in the group that was passed
        }
        if (entries.size() + groups.size() == limit) {
          return new Steps(entries, groups, last, true);
        }
        byte[] name = name(entry);
        int end = groupEnd(name);
        if (end < 0) {
          entries.add(entry);
          last = text(name);
          cursor = KeyRange.next(entry.key());
        } else {
          byte[] group = Arrays.copyOf(name, end);
          last = text(group);
          groups.add(last);
          cursor = range.within(group).to();
        }
      }
      if (found.size() < batch) {
        return new Steps(entries, groups, last, false);
      }
    }
  }

  /// The name of a record.
  byte[] name(MetadataEntry entry) {
    byte[] tail = RecordKeys.tail(range, entry.key());
    int end = 0;
    while (end < tail.length && tail[end] != 0) {
      end++;
    }
    return Arrays.copyOf(tail, end);
  }

  /// Where the group of a name ends, or -1 if it is in none.
  private int groupEnd(byte[] name) {
    byte[] mark = utf8(delimiter);
    if (mark.length == 0) {
      return -1;
    }
    for (int at = utf8(prefix).length; at + mark.length <= name.length; at++) {
      if (Arrays.equals(name, at, at + mark.length, mark, 0, mark.length)) {
        return at + mark.length;
      }
    }
    return -1;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
