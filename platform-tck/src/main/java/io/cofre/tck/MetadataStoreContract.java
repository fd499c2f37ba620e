package io.cofre.tck;

import io.cofre.api.storage.MetadataStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every metadata store keeps: M1 to M9 of [MetadataStore].
///
/// A subclass implements `open()`, which opens an empty store of its own for each test, and
/// `reopen()`. Power loss is not simulated; a close and a reopening are.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class MetadataStoreContract extends MetadataSequentialRules {
  private static final int CROWD = 8;
  private static final int ROUNDS = 40;

  /// Made by JUnit, once for each test.
  protected MetadataStoreContract() {}

  @Test
  void M1_a_reader_sees_one_state_while_a_writer_commits() throws Exception {
    MetadataStore store = store();
    put(store, "a", "old");
    put(store, "b", "old");
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Future<Boolean> writer =
        Crowd.fork(() -> {
          Crowd.await(reading);
          store.write(transaction -> {
            transaction.put(bytes("a"), bytes("new"));
            transaction.delete(bytes("b"));
            transaction.put(bytes("c"), bytes("new"));
            return Rule.M1;
          });
          written.countDown();
          return true;
        });
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    store.read(view -> {
      before.clear();
      before.addAll(keys(view, "a", "z", 9));
      before.add(text(view, "a").orElse("absent"));
      reading.countDown();
      waitSoon(written); // a store whose readers hold up writers goes on without
      after.clear();
      after.addAll(keys(view, "a", "z", 9));
      after.add(text(view, "a").orElse("absent"));
      return Rule.M1;
    });
    Crowd.join(writer);
    Rule.M1.same(before, after, "the state at the end of a read");
    Rule.M1.same(Optional.of("new"), text(store, "a"), "the value once the read has ended");
  }

  private static boolean waitSoon(CountDownLatch latch) {
    try {
      return Crowd.soon(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void M1_readers_see_only_whole_states() throws Exception {
    MetadataStore store = store();
    int accounts = 6;
    store.write(transaction -> {
      for (int i = 0; i < accounts; i++) {
        transaction.put(account(i), number(100));
      }
      return Rule.M1;
    });
    AtomicBoolean done = new AtomicBoolean();
    List<Future<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(
          Crowd.fork(() -> {
            while (!done.get()) {
              Crowd.linger(); // spinning would starve the others of their carrier threads
              Rule.M1.same(100L * accounts, sum(store, accounts), "the sum of all accounts");
            }
            return true;
          }));
    }
    try {
      Crowd.run(CROWD, member -> transfers(store, member, accounts));
    } finally {
      done.set(true);
    }
    for (Future<Boolean> reader : readers) {
      Crowd.join(reader);
    }
    Rule.M2.same(100L * accounts, sum(store, accounts), "the sum of all accounts at the end");
  }

  private static boolean transfers(MetadataStore store, int member, int accounts)
      throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] from = account((member + round) % accounts);
      byte[] to = account((member + 3 * round + 1) % accounts);
      store.write(transaction -> {
        transaction.put(from, number(number(transaction, from) - 1));
        transaction.put(to, number(number(transaction, to) + 1));
        return Rule.M2;
      });
    }
    return true;
  }

  private static byte[] account(int number) {
    return bytes("account" + number);
  }

  private static long sum(MetadataStore store, int accounts) throws IOException {
    return store.read(view -> {
      long sum = 0;
      for (int i = 0; i < accounts; i++) {
        sum += number(view, account(i));
      }
      return sum;
    });
  }

  @Test
  void M2_no_update_is_lost() throws Exception {
    MetadataStore store = store();
    byte[] counter = bytes("counter");
    Crowd.run(
        CROWD,
        member -> {
          for (int i = 0; i < ROUNDS; i++) {
            store.write(transaction -> {
              long seen = number(transaction, counter);
              Crowd.linger();
              transaction.put(counter, number(seen + 1));
              return seen;
            });
          }
          return member;
        });
    long total = store.read(view -> number(view, counter));
    Rule.M2.same((long) CROWD * ROUNDS, total, "the counter");
  }

  @Test
  void M2_no_write_skew() throws Exception {
    MetadataStore store = store();
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> doctors = List.of(bytes("ann" + round), bytes("bob" + round));
      store.write(transaction -> {
        doctors.forEach(doctor -> transaction.put(doctor, bytes("on call")));
        return Rule.M2;
      });
      Crowd.run(
          2,
          member ->
              store.write(transaction -> {
                boolean both = doctors.stream().allMatch(d -> transaction.get(d).isPresent());
                Crowd.linger();
                if (both) {
                  transaction.delete(doctors.get(member));
                }
                return both;
              }));
      long left =
          store.read(v -> doctors.stream().filter(doctor -> v.get(doctor).isPresent()).count());
      Rule.M2.same(1L, left, "how many of two are left when each leaves if the other stays");
    }
  }

  @Test
  void M2_no_phantom_in_a_scan() throws Exception {
    MetadataStore store = store();
    for (int round = 0; round < ROUNDS; round++) {
      String room = "room%03d/".formatted(round);
      Crowd.run(
          CROWD,
          member ->
              store.write(transaction -> {
                boolean free = keys(transaction, room, room + "~", 1).isEmpty();
                Crowd.linger();
                if (free) {
                  transaction.put(bytes(room + member), bytes("taken"));
                }
                return free;
              }));
      List<String> guests = store.read(view -> keys(view, room, room + "~", 99));
      Rule.M2.same(1, guests.size(), "how many entered a room that was free for one: " + guests);
    }
  }

  @Test
  void M2_a_scan_that_stopped_at_its_limit_holds_too() throws Exception {
    MetadataStore store = store();
    for (int round = 0; round < ROUNDS; round++) {
      String queue = "queue%03d/".formatted(round);
      for (int i = 0; i < CROWD; i++) {
        put(store, queue + i, "waiting");
      }
      List<String> served =
          Crowd.run(
              CROWD,
              member ->
                  store.write(transaction -> {
                    String first = keys(transaction, queue, queue + "~", 1).getFirst();
                    Crowd.linger();
                    transaction.delete(bytes(first));
                    return first;
                  }));
      long different = served.stream().distinct().count();
      Rule.M2.same((long) CROWD, different, "how many were served, each once: " + served);
    }
  }

  @Test
  void M3_no_reader_sees_a_write_before_it_is_committed() throws Exception {
    MetadataStore store = store();
    put(store, "a", "old");
    CountDownLatch read = new CountDownLatch(1);
    AtomicBoolean early = new AtomicBoolean();
    List<Future<Optional<String>>> readers = new ArrayList<>();
    store.write(transaction -> {
      transaction.put(bytes("a"), bytes("new"));
      Future<Optional<String>> reader =
          Crowd.fork(() -> {
            Optional<String> seen = text(store, "a");
            read.countDown();
            return seen;
          });
      readers.add(reader);
      early.set(waitSoon(read)); // a store whose writers hold up readers goes on without
      return Rule.M3;
    });
    Optional<String> seen = Crowd.join(readers.getFirst());
    if (early.get()) {
      Rule.M3.same(Optional.of("old"), seen, "what a reader saw before the commit");
    }
    Rule.M3.same(Optional.of("new"), text(store, "a"), "what a reader sees after the commit");
  }

  @Test
  void M4_the_result_is_that_of_the_run_that_was_kept() throws Exception {
    MetadataStore store = store();
    AtomicInteger runs = new AtomicInteger();
    byte[] log = bytes("log");
    Crowd.run(
        CROWD,
        member -> {
          for (int i = 0; i < ROUNDS; i++) {
            byte[] own = bytes("entry/" + member + "/" + i);
            int result =
                store.write(transaction -> {
                  int run = runs.incrementAndGet();
                  transaction.put(log, number(number(transaction, log) + 1));
                  transaction.put(own, number(run));
                  return run;
                });
            long kept = store.read(view -> number(view, own));
            Rule.M4.same((long) result, kept, "the run whose changes were kept");
          }
          return member;
        });
    int least = CROWD * ROUNDS;
    Rule.M4.holds(runs.get() >= least, () -> runs + " runs for " + least + " writes");
    long total = store.read(view -> number(view, log));
    Rule.M4.same((long) least, total, "how often each write took effect, in all");
  }

  @Test
  void M8_one_winner_after_another() throws Exception {
    MetadataStore store = store();
    byte[] key = bytes("key");
    AtomicBoolean done = new AtomicBoolean();
    Future<Boolean> reader =
        Crowd.fork(() -> {
          while (!done.get()) {
            Crowd.linger(); // spinning would starve the others of their carrier threads
            uniform(store.read(view -> view.get(key).orElse(new byte[0])));
          }
          return true;
        });
    try {
      Crowd.run(
          CROWD,
          member -> {
            for (int i = 0; i < ROUNDS; i++) {
              byte[] value = new byte[20_000 + 1000 * member];
              Arrays.fill(value, (byte) member);
              store.write(transaction -> {
                uniform(transaction.get(key).orElse(new byte[0]));
                transaction.put(key, value);
                return Rule.M8;
              });
            }
            return member;
          });
    } finally {
      done.set(true);
    }
    Crowd.join(reader);
    uniform(store.read(view -> view.get(key).orElse(new byte[0])));
  }

  private static void uniform(byte[] value) {
    if (value.length > 0) {
      byte[] promised = new byte[20_000 + 1000 * value[0]];
      Arrays.fill(promised, value[0]);
      Rule.M8.same(promised, value, "the value of member " + value[0]);
    }
  }

  @Test
  void M9_close_waits_for_a_write_under_way() throws Exception {
    MetadataStore store = store();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean early = new AtomicBoolean();
    Future<String> writer =
        Crowd.fork(() ->
            store.write(transaction -> {
              transaction.put(bytes("a"), bytes("1"));
              writing.countDown();
              waitSoon(go);
              early.set(closed.getCount() == 0);
              return "written";
            }));
    Crowd.await(writing);
    Future<Boolean> closing =
        Crowd.fork(() -> {
          store.close();
          closed.countDown();
          return true;
        });
    Rule.M9.same("written", Crowd.join(writer), "the end of the write under way");
    Crowd.join(closing);
    Rule.M9.holds(!early.get(), () -> "close returned while a write was under way");
    Rule.M9.same(Optional.of("1"), text(reopened(store), "a"), "the value after reopening");
  }
}
