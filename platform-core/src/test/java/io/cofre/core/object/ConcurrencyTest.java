package io.cofre.core.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.WriteCondition.Absent;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Many at once never see a mix, never lose a body under their hands, and leave nothing behind.
class ConcurrencyTest {
  private static final int KEYS = 12;

  /// Content that says of itself what it is: a seed, then bytes that follow from it.
  private static byte[] content(long seed) {
    Random random = new Random(seed);
    int length = 8 + random.nextInt(random.nextBoolean() ? 200 : 12_000);
    byte[] bytes = Bytes.random(random, length);
    ByteBuffer.wrap(bytes).putLong(seed);
    return bytes;
  }

  private static void check(byte[] bytes) {
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        content(ByteBuffer.wrap(bytes).getLong()), bytes);
  }

  @Test
  void twoHundredThreadsPutGetDeleteCopyAndList() throws Exception {
    try (Rig rig = new Rig(Rig.SETTINGS, new MemoryMetadataStore())) {
      var _ = rig.room.buckets().create("b", "ann");
      AtomicInteger read = new AtomicInteger();
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int thread = 0; thread < 200; thread++) {
        long seed = thread;
        work.add(() -> run(rig, seed, read));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> done : threads.invokeAll(work)) {
          assertTrue(done.get());
        }
      }
      assertTrue(read.get() > 500, "only " + read.get() + " objects were read");
      assertEverythingFits(rig);
    }
  }

  private static void assertEverythingFits(Rig rig) throws Exception {
    rig.room.settle();
    assertEquals(0, rig.room.figures().blobs().held());
    assertEquals(0, rig.records('G').size());
    assertEquals(rig.blobIds().size(), rig.records('R').size());
    assertEquals(rig.records('O').size(), rig.records('R').size() + rig.records('I').size());
    for (int i = 0; i < KEYS; i++) {
      try {
        check(rig.get(key(i)));
      } catch (ObjectFailure e) {
        assertEquals(Reason.NO_SUCH_KEY, e.reason());
      }
      rig.room.objects().delete(key(i), new Always());
    }
    rig.room.settle();
    assertEquals(List.of(), rig.blobIds());
  }

  private static ObjectName key(int number) {
    return new ObjectName("b", "key " + number);
  }

  private static boolean run(Rig rig, long seed, AtomicInteger read) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      ObjectName name = key(random.nextInt(KEYS));
      try {
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> {
            var _ = rig.put(name, content(random.nextLong()));
          }
          case 3 -> rig.room.objects().delete(name, new Always());
          case 4 -> copy(rig, name, key(random.nextInt(KEYS)));
          case 5 -> {
            var _ = rig.room.objects().list(Listings.all("b"));
          }
          default -> {
            check(rig.get(name));
            read.incrementAndGet();
          }
        }
      } catch (ObjectFailure e) {
        assertEquals(Reason.NO_SUCH_KEY, e.reason(), e.getMessage());
      }
    }
    return true;
  }

  private static void copy(Rig rig, ObjectName from, ObjectName to) throws IOException {
    try (ReadableObject source = rig.room.objects().open(from);
        InputStream stream = source.stream(0, source.info().size())) {
      var _ =
          rig.room
              .objects()
              .put(Rig.request(to, new Always()), Bytes.of(stream, source.info().size()));
    }
  }

  @Test
  void ofRacingPutsThatWantNothingThereOneWins() throws Exception {
    try (Rig rig = new Rig()) {
      var _ = rig.room.buckets().create("b", "ann");
      for (int round = 0; round < 30; round++) {
        ObjectName name = key(round);
        int size = round % 2 == 0 ? 20 : 3000;
        Callable<Boolean> put =
            () -> {
              try {
                var _ =
                    rig.room
                        .objects()
                        .put(Rig.request(name, new Absent()), Bytes.of(new byte[size]));
                return true;
              } catch (ObjectFailure e) {
                assertEquals(Reason.PRECONDITION_FAILED, e.reason());
                return false;
              }
            };
        int winners = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (Future<Boolean> one : threads.invokeAll(List.of(put, put, put, put))) {
            winners += one.get() ? 1 : 0;
          }
        }
        assertEquals(1, winners);
      }
      rig.room.settle();
      assertEquals(15, rig.blobIds().size());
    }
  }

  @Test
  void aBucketIsNotDeletedUnderAPut() throws Exception {
    try (Rig rig = new Rig()) {
      for (int round = 0; round < 50; round++) {
        var _ = rig.room.buckets().create("b", "ann");
        Callable<Boolean> put =
            () ->
                succeeds(() -> {
                  var _ = rig.put(key(1), new byte[3000]);
                });
        Callable<Boolean> delete = () -> succeeds(() -> rig.room.buckets().delete("b"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          var done = threads.invokeAll(List.of(put, delete));
          assertTrue(done.get(0).get() ^ done.get(1).get(), "exactly one of them happens");
        }
        if (rig.records('B').size() == 1) {
          rig.room.objects().delete(key(1), new Always());
          rig.room.buckets().delete("b");
        }
      }
      rig.room.settle();
      assertEquals(List.of(), rig.blobIds());
    }
  }

  private interface Act {
    void run() throws IOException;
  }

  private static boolean succeeds(Act act) throws IOException {
    try {
      act.run();
      return true;
    } catch (ObjectFailure e) {
      return false;
    }
  }
}
