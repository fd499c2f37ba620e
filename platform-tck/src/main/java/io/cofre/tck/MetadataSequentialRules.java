package io.cofre.tck;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataView;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a metadata store keeps with one user: M3, M5, M6, M7, M9 and the ownership of arrays.
@SuppressWarnings("MemberName") // tests begin with the number of their rule
abstract class MetadataSequentialRules extends MetadataRules {

  /// The failure of a work, which must come out as it went in.
  static final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void M1_arrays_belong_to_whoever_received_them() throws IOException {
    MetadataStore store = store();
    byte[] key = bytes("key");
    byte[] value = bytes("value");
    store.write(transaction -> {
      transaction.put(key, value);
      return Arrays.hashCode(value);
    });
    Arrays.fill(key, (byte) 'x');
    Arrays.fill(value, (byte) 'x');
    store.read(view -> {
      view.get(bytes("key")).ifPresent(seen -> Arrays.fill(seen, (byte) 'y'));
      all(view).forEach(entry -> Arrays.fill(entry.value(), (byte) 'y'));
      all(view).forEach(entry -> Arrays.fill(entry.key(), (byte) 'y'));
      return Rule.M1;
    });
    Rule.M1.same(Optional.of("value"), text(store, "key"), "the value after arrays were changed");
  }

  @Test
  void M3_what_was_written_is_there_after_reopening() throws IOException {
    MetadataStore first = store();
    for (int i = 0; i < 50; i++) {
      put(first, "key%02d".formatted(i), "value" + i);
    }
    first.write(transaction -> {
      transaction.delete(bytes("key07"));
      transaction.put(bytes("key08"), bytes("changed"));
      return Rule.M3;
    });
    MetadataStore second = reopened(first);
    Rule.M3.same(49, second.read(view -> all(view).size()), "the number of keys");
    Rule.M3.same(Optional.of("value9"), text(second, "key09"), "a value");
    Rule.M3.same(Optional.empty(), text(second, "key07"), "a deleted value");
    Rule.M3.same(Optional.of("changed"), text(second, "key08"), "a changed value");
    put(second, "more", "1");
    Rule.M3.same(Optional.of("1"), text(reopened(second), "more"), "a value of the second life");
  }

  @Test
  void M3_keys_and_values_of_every_size_are_kept() throws IOException {
    MetadataStore first = store();
    byte[] longest = new byte[4096];
    random.nextBytes(longest);
    longest[0] = 'k';
    byte[] largest = new byte[8 << 20];
    random.nextBytes(largest);
    first.write(transaction -> {
      transaction.put(new byte[] {0}, new byte[0]);
      transaction.put(longest, largest);
      return Rule.M3;
    });
    MetadataStore second = reopened(first);
    byte[] nothing = second.read(view -> view.get(new byte[] {0}).orElse(bytes("absent")));
    byte[] much = second.read(view -> view.get(longest).orElse(bytes("absent")));
    Rule.M3.same(new byte[0], nothing, "the value of no bytes");
    Rule.M3.same(largest, much, "the value of 8 MiB");
  }

  @Test
  void M5_a_work_that_throws_changes_nothing() throws IOException {
    MetadataStore store = store();
    put(store, "a", "1");
    put(store, "b", "2");
    Mishap mishap = new Mishap();
    Mishap seen =
        Rule.M5.failsWith(
            Mishap.class,
            "a work that throws",
            () ->
                store.write(transaction -> {
                  transaction.put(bytes("a"), bytes("changed"));
                  transaction.delete(bytes("b"));
                  transaction.put(bytes("c"), bytes("new"));
                  throw mishap;
                }));
    Rule.M5.same(mishap, seen, "the exception that came out");
    Rule.M5.same(List.of("a", "b"), store.read(v -> keys(v, "a", "z", 9)), "the keys after it");
    Rule.M5.same(Optional.of("1"), text(store, "a"), "a value after it");
    put(store, "c", "3");
    MetadataStore again = reopened(store);
    Rule.M5.same(Optional.of("1"), text(again, "a"), "a value after reopening");
  }

  @Test
  void M5_errors_and_reads_that_throw_come_out_as_they_are() throws IOException {
    MetadataStore store = store();
    var error = new AssertionError("on purpose");
    AssertionError seen =
        Rule.M5.failsWith(
            AssertionError.class,
            "a write with an error",
            () ->
                store.write(transaction -> {
                  transaction.put(bytes("a"), bytes("1"));
                  throw error;
                }));
    Rule.M5.same(error, seen, "the error that came out");
    Mishap mishap = new Mishap();
    Mishap read =
        Rule.M5.failsWith(
            Mishap.class,
            "a read that throws",
            () ->
                store.read(view -> {
                  throw mishap;
                }));
    Rule.M5.same(mishap, read, "the exception that came out of a read");
    Rule.M5.same(Optional.empty(), text(store, "a"), "a value of the failed write");
  }

  @Test
  void M6_a_transaction_sees_its_own_changes() throws IOException {
    MetadataStore store = store();
    for (String key : List.of("b", "d", "f")) {
      put(store, key, "old");
    }
    store.write(transaction -> {
      transaction.put(bytes("a"), bytes("new"));
      transaction.put(bytes("d"), bytes("new"));
      transaction.delete(bytes("f"));
      transaction.put(bytes("e"), bytes("new"));
      transaction.delete(bytes("absent"));
      Rule.M6.same(Optional.of("new"), text(transaction, "a"), "an added value");
      Rule.M6.same(Optional.of("old"), text(transaction, "b"), "an untouched value");
      Rule.M6.same(Optional.of("new"), text(transaction, "d"), "a changed value");
      Rule.M6.same(Optional.empty(), text(transaction, "f"), "a deleted value");
      Rule.M6.same(List.of("a", "b", "d", "e"), keys(transaction, "a", "z", 99), "a scan");
      Rule.M6.same(List.of("a", "b"), keys(transaction, "a", "z", 2), "a scan of two");
      Rule.M6.same(List.of("d", "e"), keys(transaction, "c", "f", 99), "a scan of c to f");
      transaction.put(bytes("f"), bytes("again"));
      transaction.delete(bytes("a"));
      Rule.M6.same(List.of("b", "d", "e", "f"), keys(transaction, "a", "z", 99), "a scan");
      Rule.M6.same(Optional.of("again"), text(transaction, "f"), "a value put again");
      return Rule.M6;
    });
    List<String> after = store.read(view -> keys(view, "a", "z", 99));
    Rule.M6.same(List.of("b", "d", "e", "f"), after, "what the transaction left");
  }

  @Test
  void M6_deleted_entries_do_not_count_against_the_limit() throws IOException {
    MetadataStore store = store();
    for (int i = 0; i < 30; i++) {
      put(store, "key%02d".formatted(i), "value");
    }
    List<String> seen =
        store.write(transaction -> {
          for (int i = 0; i < 25; i++) {
            transaction.delete(bytes("key%02d".formatted(i)));
          }
          return keys(transaction, "key", "kez", 3);
        });
    Rule.M6.same(List.of("key25", "key26", "key27"), seen, "a scan of three");
  }

  @Test
  void M7_keys_are_ordered_by_unsigned_bytes() throws IOException {
    MetadataStore store = store();
    NavigableMap<byte[], byte[]> promised = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 400; i++) {
      promised.put(randomKey(), number(i));
    }
    store.write(transaction -> {
      promised.forEach(transaction::put);
      return Rule.M7;
    });
    for (int i = 0; i < 300; i++) {
      Query query = new Query(randomKey(), randomKey(), 1 + random.nextInt(50));
      List<MetadataEntry> seen = store.read(query::on);
      compare(query.on(promised), seen, query);
    }
  }

  @Test
  void M7_a_transaction_keeps_the_order_over_its_changes() throws IOException {
    MetadataStore store = store();
    NavigableMap<byte[], byte[]> promised = new TreeMap<>(Arrays::compareUnsigned);
    for (int round = 0; round < 20; round++) {
      NavigableMap<byte[], byte[]> start = new TreeMap<>(promised);
      long seed = random.nextLong();
      store.write(transaction -> {
        promised.clear(); // the work may run again
        promised.putAll(start);
        random.setSeed(seed);
        for (int i = 0; i < 30; i++) {
          byte[] key = randomKey();
          if (random.nextInt(3) == 0 && !promised.isEmpty()) {
            byte[] gone = Optional.ofNullable(promised.ceilingKey(key)).orElse(key);
            promised.remove(gone);
            transaction.delete(gone);
          } else {
            promised.put(key, number(i));
            transaction.put(key, number(i));
          }
          Query query = new Query(randomKey(), randomKey(), 1 + random.nextInt(9));
          compare(query.on(promised), query.on(transaction), query);
        }
        return Rule.M7;
      });
    }
    Query whole = new Query(LOWEST, HIGHEST, 10_000);
    compare(whole.on(promised), store.read(whole::on), whole);
  }

  private static void compare(List<MetadataEntry> promised, List<MetadataEntry> seen, Query query) {
    Rule.M7.same(promised.size(), seen.size(), "the number of entries of " + query);
    for (int i = 0; i < promised.size(); i++) {
      Rule.M7.same(promised.get(i).key(), seen.get(i).key(), "key " + i + " of " + query);
      Rule.M7.same(promised.get(i).value(), seen.get(i).value(), "value " + i + " of " + query);
    }
  }

  @Test
  void M7_from_is_inclusive_and_to_is_exclusive() throws IOException {
    MetadataStore store = store();
    for (String key : List.of("a", "aa", "ab", "b", "ba", "c")) {
      put(store, key, key);
    }
    store.read(view -> {
      Rule.M7.same(List.of("aa", "ab"), keys(view, "aa", "b", 9), "a scan of aa to b");
      Rule.M7.same(List.of("a", "aa"), keys(view, "a", "c", 2), "a scan of two");
      Rule.M7.same(List.of(), keys(view, "b", "b", 9), "a scan of b to b");
      Rule.M7.same(List.of(), keys(view, "c", "a", 9), "a scan of c to a");
      Rule.M7.same(List.of("c"), keys(view, "bb", "z", 10_000), "a scan of bb to z");
      return Rule.M7;
    });
  }

  private byte[] randomKey() {
    byte[] alphabet = {0, 1, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xfe, (byte) 0xff, 'a'};
    byte[] key = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return key;
  }

  /// A scan, of a store or of a sorted map that tells what to expect.
  private record Query(byte[] from, byte[] to, int limit) {
    List<MetadataEntry> on(MetadataView view) {
      return view.scan(from, to, limit);
    }

    List<MetadataEntry> on(NavigableMap<byte[], byte[]> map) {
      if (Arrays.compareUnsigned(from, to) >= 0) {
        return List.of();
      }
      return map.subMap(from, true, to, false).entrySet().stream()
          .limit(limit)
          .map(entry -> new MetadataEntry(entry.getKey(), entry.getValue()))
          .toList();
    }

    @Override
    public String toString() {
      return "a scan of %s to %s, limit %d"
          .formatted(Arrays.toString(from), Arrays.toString(to), limit);
    }
  }

  @Test
  void M9_close_is_idempotent_and_ends_the_store() throws IOException {
    MetadataStore store = store();
    put(store, "a", "1");
    Rule.M9.holds(store.health() instanceof Health.Up, () -> "health says " + store.health());
    store.close();
    store.close();
    Rule.M9.failsWith(IOException.class, "a read after close", () -> text(store, "a"));
    Rule.M9.failsWith(IOException.class, "a write after close", () -> put(store, "a", "2"));
    Rule.M9.holds(store.health() instanceof Health.Down, () -> "health says " + store.health());
    Rule.M9.same(Optional.of("1"), text(reopened(store), "a"), "the value after reopening");
  }
}
