package io.cofre.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSink;
import io.cofre.api.storage.BlobStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBlobStoreTest {
  private static final BlobId ID = new BlobId("6530f1a2" + "0".repeat(23) + "1");

  @TempDir Path home;

  @Test
  void bytesComeBackFromHeapAndDirectBuffers() throws Exception {
    byte[] content = new byte[1_000_003];
    new Random(7).nextBytes(content);
    try (BlobStore store = Opened.blobs(home)) {
      assertEquals(content.length, store.write(ID, sink -> sink.write(ByteBuffer.wrap(content))));
      for (ByteBuffer into :
          List.of(ByteBuffer.allocate(700_000), ByteBuffer.allocateDirect(700_000))) {
        try (Blob blob = store.read(ID, new BlobRange(3, 999_999)).orElseThrow()) {
          byte[] read = new byte[999_999];
          assertEquals(700_000, blob.read(into));
          into.flip().get(read, 0, 700_000);
          into.clear();
          assertEquals(299_999, blob.read(into));
          into.flip().get(read, 700_000, 299_999);
          into.clear();
          assertEquals(0, blob.read(into));
          assertArrayEquals(Arrays.copyOfRange(content, 3, 1_000_002), read);
        }
      }
    }
    assertArrayEquals(content, Files.readAllBytes(file(ID)), "the file holds the bytes alone");
  }

  private Path file(BlobId id) {
    String name = id.value();
    return home.resolve("data/blobs")
        .resolve(name.substring(0, 6))
        .resolve(name.substring(6, 8))
        .resolve(name);
  }

  @Test
  void readingBeyondTheEndFails() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      write(store, ID, "hello");
      try (Blob blob = store.read(ID, new BlobRange(3, 3)).orElseThrow()) {
        assertThrows(EOFException.class, () -> blob.read(ByteBuffer.allocate(10)));
      }
      try (Blob blob = store.read(ID, new BlobRange(9, 0)).orElseThrow()) {
        assertEquals(0, blob.read(ByteBuffer.allocate(10)));
      }
    }
  }

  @Test
  void ofManyWritersOfOneIdOneWins() throws Exception {
    int writers = 12;
    CountDownLatch together = new CountDownLatch(writers);
    try (BlobStore store = Opened.blobs(home);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String content = "writer" + i;
        outcomes.add(threads.submit(() -> race(store, together, content)));
      }
      int winners = 0;
      String winner = "";
      for (int i = 0; i < writers; i++) {
        if (outcomes.get(i).get()) {
          winners++;
          winner = "writer" + i;
        }
      }
      assertEquals(1, winners);
      assertEquals(winner, Files.readString(file(ID)));
    }
    assertEquals(List.of(), incoming());
  }

  private static boolean race(BlobStore store, CountDownLatch together, String content)
      throws IOException {
    try {
      store.write(
          ID,
          sink -> {
            together.countDown();
            awaitAll(together);
            sink.write(ByteBuffer.wrap(Opened.bytes(content)));
          });
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("data/blobs/incoming"))) {
      return files.toList();
    }
  }

  @Test
  void aThrowingSourceLeavesNothing() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      IOException mine = new IOException("mine");
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  store.write(
                      ID,
                      sink -> {
                        sink.write(ByteBuffer.allocate(100_000));
                        throw mine;
                      }));
      assertSame(mine, thrown);
      assertTrue(store.read(ID, new BlobRange(0, 1)).isEmpty());
      assertEquals(List.of(), store.list(BlobId.NONE, 10).ids());
      assertEquals(List.of(), incoming());
    }
  }

  @Test
  void aSinkThatFailedOnceCannotBecomeABlob() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      assertThrows(
          IOException.class,
          () ->
              store.write(
                  ID,
                  sink -> {
                    Thread.currentThread().interrupt();
                    assertThrows(IOException.class, () -> sink.write(ByteBuffer.allocate(10)));
                    assertTrue(Thread.interrupted());
                  }));
      assertEquals(List.of(), store.list(BlobId.NONE, 10).ids());
      assertInstanceOf(Health.Up.class, store.health());
    }
  }

  @Test
  void aSinkIsOfNoUseAfterItsWrite() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      List<BlobSink> kept = new ArrayList<>();
      store.write(ID, kept::add);
      assertThrows(IOException.class, () -> kept.getFirst().write(ByteBuffer.allocate(1)));
      assertEquals(0, Files.size(file(ID)));
    }
  }

  @Test
  void anOpenBlobOutlivesItsDeletion() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      write(store, ID, "hello");
      try (Blob blob = store.read(ID, new BlobRange(0, 5)).orElseThrow()) {
        store.delete(ID);
        store.delete(ID);
        ByteBuffer into = ByteBuffer.allocate(5);
        assertEquals(5, blob.read(into));
        assertArrayEquals(Opened.bytes("hello"), into.array());
      }
      assertTrue(store.read(ID, new BlobRange(0, 5)).isEmpty());
    }
  }

  @Test
  void blobsLeaveTheReserveFree() throws Exception {
    Disk disk = Disk.of(Durability.FULL);
    try (BlobStore store = Opened.blobs(home)) {
      write(store, ID, "x");
    }
    try (BlobStore store = LocalBlobStore.open(home.resolve("data/blobs"), disk, Long.MAX_VALUE)) {
      BlobId second = new BlobId(ID.value().replaceAll("1$", "2"));
      IOException full = assertThrows(IOException.class, () -> write(store, second, "x"));
      assertTrue(full.getMessage().contains("no space left"), full::getMessage);
      assertInstanceOf(Health.Down.class, store.health());
      store.read(ID, new BlobRange(0, 1)).orElseThrow().close();
      store.delete(ID);
      assertEquals(List.of(), store.list(BlobId.NONE, 10).ids());
    }
    assertEquals(List.of(), incoming());
  }

  @Test
  void leftoversAreRemovedWhenTheStoreOpens() throws Exception {
    try (BlobStore store = Opened.blobs(home)) {
      write(store, ID, "kept");
    }
    Path leftover = home.resolve("data/blobs/incoming").resolve(ID + ".17");
    Files.writeString(leftover, "half a bl");
    try (BlobStore store = Opened.blobs(home)) {
      assertFalse(Files.exists(leftover));
      assertEquals(List.of(ID), store.list(BlobId.NONE, 10).ids());
    }
  }

  @Test
  void contentIsDurableBeforeItsNameAndTheNameBeforeTheAnswer() throws Exception {
    Path blobs = home.toRealPath().resolve("data/blobs");
    List<String> steps = new ArrayList<>();
    Disk disk =
        new Disk() {
          @Override
          public void sync(FileChannel file) throws IOException {
            steps.add("content of " + file.size() + (Files.exists(file(ID)) ? " named" : ""));
          }

          @Override
          public void syncFolder(Path folder) {
            String named = Files.exists(file(ID)) ? " with the name" : "";
            steps.add("folder " + blobs.relativize(folder) + named);
          }
        };
    try (BlobStore store = Opened.blobs(home, disk)) {
      steps.clear();
      write(store, ID, "hello");
      steps.add("answer");
      write(store, new BlobId(ID.value().replaceAll("1$", "2")), "again");
    }
    assertEquals(
        List.of(
            "content of 5",
            "folder ",
            "folder 6530f1",
            "folder 6530f1/a2 with the name",
            "answer",
            "content of 5 named",
            "folder 6530f1/a2 with the name"),
        steps.stream().filter(step -> !step.startsWith("folder ..")).toList());
  }

  @Test
  void aFolderThatCannotBeSyncedStopsWriting() throws Exception {
    FailingDisk disk = new FailingDisk();
    try (BlobStore store = Opened.blobs(home, disk)) {
      write(store, ID, "before");
      disk.failing = true;
      BlobId second = new BlobId(ID.value().replace('1', '2'));
      assertThrows(IOException.class, () -> write(store, second, "x"));
      disk.failing = false;
      IOException later = assertThrows(IOException.class, () -> write(store, second, "x"));
      assertTrue(later.getMessage().contains("input/output error"), later::getMessage);
      assertInstanceOf(Health.Down.class, store.health());
      assertEquals(List.of(ID), store.list(BlobId.NONE, 10).ids());
    }
    assertEquals(List.of(), incoming());
  }

  private static final class FailingDisk implements Disk {
    private final Disk real = Disk.of(Durability.FULL);
    volatile boolean failing;

    @Override
    public void sync(FileChannel file) throws IOException {
      real.sync(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      if (failing) {
        throw new SyncFailed("syncing failed: input/output error", new IOException());
      }
      real.syncFolder(folder);
    }
  }

  @Test
  void onlyTheOwnerMayLook() throws Exception {
    try (BlobStore store = Opened.blobs(home);
        var metadata = Opened.metadata(home)) {
      write(store, ID, "x");
      assertInstanceOf(Health.Up.class, metadata.health());
    }
    for (String folder :
        List.of(
            "", "/blobs", "/blobs/incoming", "/blobs/6530f1", "/metadata", "/metadata/rocksdb")) {
      assertEquals("rwx------", permissions(home.resolve("data" + folder)), folder);
    }
    assertEquals("rw-------", permissions(file(ID)));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aClosedStoreFailsWithIoException() throws Exception {
    BlobStore store = Opened.blobs(home);
    store.close();
    store.close();
    assertThrows(IOException.class, () -> write(store, ID, "x"));
    assertThrows(IOException.class, () -> store.read(ID, new BlobRange(0, 1)));
    assertThrows(IOException.class, () -> store.delete(ID));
    assertThrows(IOException.class, () -> store.list(BlobId.NONE, 1));
    assertInstanceOf(Health.Down.class, store.health());
  }

  private static void write(BlobStore store, BlobId id, String content) throws IOException {
    store.write(id, sink -> sink.write(ByteBuffer.wrap(Opened.bytes(content))));
  }
}
