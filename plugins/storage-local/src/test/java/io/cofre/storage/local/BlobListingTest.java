package io.cofre.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobListingTest {
  @TempDir Path home;

  @Test
  void listsInOrderPageByPage() throws Exception {
    Random random = new Random(99);
    TreeSet<BlobId> all = new TreeSet<>();
    try (BlobStore store = Opened.blobs(home, Disk.of(Durability.RELAXED))) {
      for (int i = 0; i < 700; i++) {
        // Few epochs, so that folders have many blobs and the outer ones several inner ones.
        String epoch = "65" + "%02x".formatted(random.nextInt(3)) + "00";
        BlobId id =
            new BlobId(epoch + "%02x%024x".formatted(random.nextInt(5), random.nextInt(1 << 30)));
        if (all.add(id)) {
          write(store, id, "x");
        }
      }
      Files.writeString(home.resolve("data/blobs/650000/00/note.txt"), "a stray file");
      Files.writeString(home.resolve("data/blobs/650000/ff"), "a stray file");
      for (int limit : new int[] {1, 7, all.size() - 1, all.size(), all.size() + 1, 10_000}) {
        assertEquals(List.copyOf(all), walk(store, limit));
      }
      for (int i = 0; i < 50; i++) {
        BlobId after =
            new BlobId("65000%d0%d%024x".formatted(i % 3, i % 5, random.nextInt(1 << 30)));
        assertEquals(
            all.tailSet(after, false).stream().limit(5).toList(), store.list(after, 5).ids());
      }
    }
    assertTrue(Files.exists(home.resolve("data/blobs/650000/ff")));
  }

  private static List<BlobId> walk(BlobStore store, int limit) throws IOException {
    List<BlobId> seen = new ArrayList<>();
    BlobId after = BlobId.NONE;
    BlobPage page;
    do {
      page = store.list(after, limit);
      assertTrue(page.ids().size() == limit || page.last());
      seen.addAll(page.ids());
      after = seen.getLast();
    } while (!page.last());
    return seen;
  }

  @Test
  void listingRemovesEmptyFoldersAndLosesNoBlobThatArrives() throws Exception {
    try (BlobStore store = Opened.blobs(home);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<BlobId>>> writers = new ArrayList<>();
      for (int w = 0; w < 8; w++) {
        int seed = w;
        writers.add(threads.submit(() -> comeAndGo(store, new Random(seed))));
      }
      TreeSet<BlobId> expected = new TreeSet<>();
      for (Future<List<BlobId>> writer : writers) {
        expected.addAll(writer.get());
      }
      assertEquals(List.copyOf(expected), store.list(BlobId.NONE, 10_000).ids());
      for (BlobId id : expected) {
        store.delete(id);
      }
      assertEquals(List.of(), store.list(BlobId.NONE, 10_000).ids());
      try (Stream<Path> left = Files.list(home.resolve("data/blobs"))) {
        assertFalse(
            left.anyMatch(
                path -> path.getFileName().toString().length() == 6 && !path.endsWith("format")));
      }
    }
  }

  private static List<BlobId> comeAndGo(BlobStore store, Random random) throws IOException {
    List<BlobId> kept = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      BlobId id =
          new BlobId("650000%02x%024x".formatted(random.nextInt(3), random.nextLong(1L << 60)));
      write(store, id, "x");
      if (random.nextInt(10) == 0) {
        kept.add(id);
      } else {
        store.delete(id);
      }
      store.list(BlobId.NONE, 100);
    }
    return kept;
  }

  private static void write(BlobStore store, BlobId id, String content) throws IOException {
    store.write(id, sink -> sink.write(ByteBuffer.wrap(Opened.bytes(content))));
  }
}
