package io.cofre.acceptance;

import java.util.List;
import java.util.Map;

/// A KMS that runs until it is closed, and whose keys the server itself administers.
///
/// @param running what is closed at the end
record RunningPeer(
    String provider,
    Versions versions,
    Map<String, String> more,
    List<String> secrets,
    AutoCloseable running)
    implements KmsPeer {

  @Override
  public String unreachable() {
    return switch (provider) {
      case "aws" -> "no answer to kms:";
      case "gcp" -> "UNAVAILABLE";
      case "kmip" -> "Connection refused";
      default -> "cannot be reached";
    };
  }

  @Override
  public void close() throws Exception {
    running.close();
  }
}
