package io.cofre.acceptance;

import java.util.List;
import java.util.Map;

/// A KMS that runs until it is closed, and whose keys the server itself administers.
///
/// @param running what is closed at the end
@SuppressWarnings("try") // a peer may be a process, which is waited for
record RunningPeer(
    String provider,
    Versions versions,
    Map<String, String> more,
    List<String> secrets,
    AutoCloseable running)
    implements KmsPeer {

  @Override
  public void close() throws Exception {
    running.close();
  }
}
