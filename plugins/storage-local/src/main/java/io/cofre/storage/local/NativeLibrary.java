package io.cofre.storage.local;

import module java.base;

import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// Loads RocksDB's native library.
///
/// RocksDB's own loader leaves a copy of some 17 MB behind whenever the server is killed; this one
/// removes the copy as soon as it is loaded.
final class NativeLibrary {
  private static boolean loaded;

  private NativeLibrary() {}

  /// Load it, once; later calls return at once.
  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    Path folder = Files.createTempDirectory("cofre-rocksdb", Disk.PRIVATE_FOLDER);
    // The name that RocksDB looks for in a folder, which is not its name inside the jar.
    Path file = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
    try {
      unpack(file);
      RocksDB.loadLibrary(List.of(folder.toString()));
      loaded = true;
    } catch (UnsatisfiedLinkError e) {
      throw new IOException(
          "cannot load the RocksDB library from "
              + folder.getParent()
              + ": "
              + e.getMessage()
              + "; if that folder is mounted noexec, name another one with"
              + " -Djava.io.tmpdir=FOLDER",
          e);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static void unpack(Path file) throws IOException {
    String name = Environment.getJniLibraryFileName("rocksdb");
    String entry = name.substring(0, name.lastIndexOf('.')) + Environment.getJniLibraryExtension();
    try (InputStream library = RocksDB.class.getResourceAsStream("/" + entry)) {
      if (library == null) {
        throw new IOException(
            "local metadata does not run on this platform: this plugin has no " + entry);
      }
      Files.copy(library, file);
    }
  }
}
