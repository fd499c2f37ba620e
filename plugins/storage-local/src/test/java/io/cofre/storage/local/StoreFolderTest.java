package io.cofre.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.storage.BlobId;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFolderTest {
  @TempDir Path home;

  @Test
  void oneServerOpensAFolderOnce() throws Exception {
    try (var blobs = Opened.blobs(home);
        var metadata = Opened.metadata(home)) {
      for (int i = 0; i < 2; i++) {
        IOException busy = assertThrows(IOException.class, () -> Opened.blobs(home));
        assertTrue(busy.getMessage().contains("already open"), busy::getMessage);
        assertThrows(IOException.class, () -> Opened.metadata(home));
      }
      assertOtherServerIsRefused();
      assertEquals(List.of(), blobs.list(BlobId.NONE, 1).ids());
      assertTrue(LocalMetadataStoreTest.put(metadata, "key", "value"));
    }
    try (var blobs = Opened.blobs(home);
        var metadata = Opened.metadata(home)) {
      assertEquals("value", LocalMetadataStoreTest.get(metadata, "key"));
      assertEquals(List.of(), blobs.list(BlobId.NONE, 1).ids());
    }
  }

  /// The refused openings above must not have dropped the lock of this process.
  private void assertOtherServerIsRefused() throws Exception {
    for (String store : List.of("blobs", "metadata")) {
      Process other = Child.start(OpenOnce.class, home.toString(), store);
      String said =
          new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, other.waitFor());
      assertTrue(said.contains("is in use by another server"), said);
      assertTrue(said.contains("process " + ProcessHandle.current().pid()), said);
    }
  }

  /// Tries to open a store and prints why it cannot.
  static final class OpenOnce {
    private OpenOnce() {}

    public static void main(String[] args) {
      Path home = Path.of(args[0]);
      try (var opened = args[1].equals("blobs") ? Opened.blobs(home) : Opened.metadata(home)) {
        System.out.println("opened " + opened);
      } catch (Exception e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aForeignFolderIsNotOpened() throws Exception {
    Opened.blobs(home).close();
    Path format = home.resolve("data/blobs/format");
    assertEquals("cofre local blobs 1\n", Files.readString(format));
    Files.writeString(format, "cofre local blobs 2\n");
    IOException refused = assertThrows(IOException.class, () -> Opened.blobs(home));
    assertTrue(refused.getMessage().contains("newer release"), refused::getMessage);
    Files.writeString(format, "cofre local blobs 1\n");
    Opened.blobs(home).close();
  }

  @Test
  void aFileInTheWayIsNamed() throws Exception {
    Path file = Files.writeString(home.resolve("data"), "not a folder");
    IOException refused = assertThrows(IOException.class, () -> Opened.blobs(home));
    assertTrue(refused.getMessage().contains(file + " is a file"), refused::getMessage);
  }

  @Test
  void settingsAreRead() throws Exception {
    Path elsewhere = home.resolve("somewhere/else");
    MemorySettings settings =
        MemorySettings.of("path", elsewhere.toString(), "durability", "relaxed");
    try (var metadata = new LocalMetadataStoreProvider().open(settings, Opened.context(home))) {
      assertTrue(LocalMetadataStoreTest.put(metadata, "key", "value"));
      assertTrue(Files.isDirectory(elsewhere.resolve("metadata")));
    }
    MemorySettings wrong = MemorySettings.of("durability", "none");
    InvalidSettings refused =
        assertThrows(
            InvalidSettings.class,
            () -> new LocalBlobStoreProvider().open(wrong, Opened.context(home)));
    assertEquals("durability", refused.key());
  }
}
