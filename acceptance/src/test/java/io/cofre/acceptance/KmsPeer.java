package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A KMS that a server is run with: a double that starts here, or a real one.
@SuppressWarnings("try") // a peer may be a process, which is waited for
interface KmsPeer extends AutoCloseable {

  /// What becomes of a key that is rotated.
  enum Versions {
    /// It has one more, and a wrapped key tells which wrapped it.
    TOLD,
    /// It has one more, and nobody tells.
    UNTOLD,
    /// Keys have one version for ever.
    ONE
  }

  /// The provider of the plugin, which names its artifact as well: `vault` of `kms-vault`, say.
  String provider();

  /// The settings that reach this peer, besides the provider; secrets stand in files.
  Map<String, String> more();

  /// What is known of versions here.
  default Versions versions() {
    return Versions.TOLD;
  }

  /// Make a key: through the server, unless the KMS is asked by its own means.
  default void create(Server server, String key) throws Exception {
    server.cofre("keys", "create", key).mustSucceed();
  }

  /// Give a key another version: through the server, unless the KMS is asked by its own means.
  default void rotate(Server server, String key) throws Exception {
    server.cofre("keys", "rotate", key).mustSucceed();
  }

  /// What must stand neither in a log nor in the data folder.
  List<String> secrets();

  @Override
  void close() throws Exception;

  /// Put a secret into a file, and return the setting that names it.
  static String secret(Path file, String text) throws IOException {
    return "${file:%s}".formatted(Files.writeString(file, text));
  }
}
