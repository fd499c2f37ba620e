package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Listings are what a naive model says, whatever the names, the delimiter and the pages.
class ListingTest {
  private static final Comparator<String> BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  private static final String[] ATOMS = {
    "a", "b", "/", "//", "ü", "東", "\uD83D\uDE00", "\uFFFD", "\u0001", " ", "%", "a/", "-", "é/é"
  };
  private static final String[] DELIMITERS = {"", "/", "//", "東", "ü", "a", "/a", "\uD83D\uDE00"};
  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(ObjectSettings.DEFAULT, new MemoryMetadataStore());
    var _ = rig.room.buckets().create("one", "ann");
    var _ = rig.room.buckets().create("one1", "ann");
    var _ = rig.put(new ObjectName("one1", "a"), new byte[0]);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /// What a page is made of, as texts: keys as they are, groups with a mark.
  record Expected(List<String> items, String next) {}

  private static Expected model(Iterable<String> keys, ListQuery query) {
    List<String> items = new ArrayList<>();
    String last = "";
    for (String key : keys) {
      if (!key.startsWith(query.prefix())) {
        continue;
      }
      String group = group(key, query.prefix(), query.delimiter());
      boolean rolled = !group.isEmpty();
      boolean behind =
          query.after().isEmpty()
              || (BYTES.compare(key, query.after()) > 0 && !group.equals(query.after()));
      String item = rolled ? "group " + group : "key " + key;
      if (!behind || items.contains(item)) {
        continue;
      }
      if (items.size() == query.limit()) {
        return new Expected(items, query.limit() == 0 ? "" : last);
      }
      items.add(item);
      last = rolled ? group : key;
    }
    return new Expected(items, "");
  }

  private static String group(String key, String prefix, String delimiter) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? "" : key.substring(0, at + delimiter.length());
  }

  private static List<String> items(ListPage page) {
    List<String> items = new ArrayList<>();
    page.objects().forEach(o -> items.add("key " + o.name().key()));
    page.prefixes().forEach(p -> items.add("group " + p));
    return items;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    int atoms = 1 + random.nextInt(6);
    for (int i = 0; i < atoms; i++) {
      name.append(ATOMS[random.nextInt(ATOMS.length)]);
    }
    return name.toString();
  }

  @Test
  void everyPageIsThatOfTheModel() throws Exception {
    Random random = new Random(5);
    TreeSet<String> keys = new TreeSet<>(BYTES);
    while (keys.size() < 400) {
      keys.add(name(random));
    }
    for (String key : keys) {
      var _ = rig.put(new ObjectName("one", key), new byte[0]);
    }
    List<String> known = List.copyOf(keys);
    for (int round = 0; round < 2000; round++) {
      String some = known.get(random.nextInt(known.size()));
      String prefix =
          random.nextBoolean()
              ? ""
              : some.substring(
                  0,
                  some.offsetByCodePoints(
                      0, random.nextInt(some.codePointCount(0, some.length()) + 1)));
      String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
      String other = known.get(random.nextInt(known.size()));
      String after =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> other;
            case 2 -> group(other, prefix, delimiter);
            default -> name(random);
          };
      ListQuery query =
          new ListQuery("one", prefix, delimiter, after, random.nextInt(random.nextInt(50) + 1));
      ListPage page = rig.room.objects().list(query);
      Expected expected = model(keys, query);
      assertEquals(
          new TreeSet<>(expected.items()), new TreeSet<>(items(page)), () -> query.toString());
      assertEquals(expected.items().size(), items(page).size());
      assertEquals(expected.next(), page.next(), () -> query.toString());
      assertEquals(
          page.objects().stream().map(o -> o.name().key()).sorted(BYTES).toList(),
          page.objects().stream().map(o -> o.name().key()).toList());
      assertEquals(page.prefixes().stream().sorted(BYTES).toList(), page.prefixes());
    }
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() throws Exception {
    Random random = new Random(6);
    TreeSet<String> keys = new TreeSet<>(BYTES);
    while (keys.size() < 300) {
      keys.add(name(random));
    }
    for (String key : keys) {
      var _ = rig.put(new ObjectName("one", key), new byte[0]);
    }
    for (String delimiter : DELIMITERS) {
      List<String> all = new ArrayList<>();
      String after = "";
      do {
        ListPage page =
            rig.room
                .objects()
                .list(new ListQuery("one", "", delimiter, after, 1 + random.nextInt(40)));
        all.addAll(items(page));
        after = page.next();
      } while (!after.isEmpty());
      Expected expected = model(keys, new ListQuery("one", "", delimiter, "", 1000));
      assertEquals(new TreeSet<>(expected.items()), new TreeSet<>(all));
      assertEquals(expected.items().size(), all.size());
    }
  }

  @Test
  void aGroupOfManyIsPassedByOneSeek() throws Exception {
    for (int i = 0; i < 1500; i++) {
      var _ = rig.put(new ObjectName("one", "many/" + i), new byte[0]);
    }
    var _ = rig.put(new ObjectName("one", "z"), new byte[0]);
    ListPage page = rig.room.objects().list(new ListQuery("one", "", "/", "", 1));
    assertEquals(List.of("group many/"), items(page));
    assertTrue(page.truncated());
    ListPage second = rig.room.objects().list(new ListQuery("one", "", "/", page.next(), 1));
    assertEquals(List.of("key z"), items(second));
    assertFalse(second.truncated());
    assertEquals(1000, rig.room.objects().list(Listings.all("one")).objects().size());
  }

  private Upload upload(String key) throws IOException {
    return rig.room
        .uploads()
        .create(
            new CreateUpload(
                Rig.request(new ObjectName("one", key), new Always()),
                ChecksumAlgorithm.CRC32,
                Checksum.Type.COMPOSITE,
                true));
  }

  @Test
  void uploadsAreListedByKeyThenByTheirBeginning() throws Exception {
    List<Upload> expected = new ArrayList<>();
    for (String key : List.of("a", "a", "a\u0001", "a/b", "a/b", "a/c", "b", "ü")) {
      expected.add(upload(key));
    }
    expected.sort(
        Comparator.comparing((Upload u) -> u.name().key(), BYTES).thenComparing(Upload::id));
    for (int limit = 1; limit < 10; limit++) {
      List<Upload> seen = new ArrayList<>();
      String key = "";
      String id = "";
      do {
        UploadPage page = rig.room.uploads().list(new UploadQuery("one", "", "", key, id, limit));
        assertTrue(page.uploads().size() <= limit);
        seen.addAll(page.uploads());
        key = page.nextKey();
        id = page.nextUpload();
      } while (!key.isEmpty());
      assertEquals(expected, seen);
    }
    UploadPage behind = rig.room.uploads().list(new UploadQuery("one", "", "", "a", "", 100));
    assertEquals(expected.subList(2, 8), behind.uploads());
    UploadPage rolled = rig.room.uploads().list(new UploadQuery("one", "a", "/", "", "", 100));
    assertEquals(List.of("a/"), rolled.prefixes());
    assertEquals(3, rolled.uploads().size());
    UploadPage first = rig.room.uploads().list(new UploadQuery("one", "a/", "c", "", "", 2));
    assertEquals("a/b", first.nextKey());
    UploadPage rest =
        rig.room
            .uploads()
            .list(new UploadQuery("one", "a/", "c", first.nextKey(), first.nextUpload(), 2));
    assertEquals(List.of("a/c"), rest.prefixes());
    assertEquals("", rest.nextKey());
    UploadPage none = rig.room.uploads().list(new UploadQuery("one", "a/", "c", "a/c", "", 2));
    assertEquals(List.of(), none.prefixes());
  }
}
