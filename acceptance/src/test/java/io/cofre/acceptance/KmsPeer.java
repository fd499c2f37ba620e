package io.cofre.acceptance;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A KMS that a server is run with: a double that starts here, or a real one.
interface KmsPeer extends AutoCloseable {

  /// The artifact of the plugin, `kms-vault` say.
  String plugin();

  /// The provider and the settings that reach this peer; secrets stand in files.
  Map<String, String> settings();

  /// Make a key, by the means of the KMS.
  void create(String key) throws Exception;

  /// Give a key another version, by the means of the KMS.
  void rotate(String key) throws Exception;

  /// What must stand neither in a log nor in the data folder.
  List<String> secrets();

  @Override
  void close() throws IOException;
}
