package io.cofre.kms.http.testing;

import java.io.IOException;

/// A double of a KMS that is spoken to over HTTP, with the ways its own administrators have.
public interface FakeKms extends LocalServer.Handler {
  /// Make a key.
  void create(String key) throws IOException;

  /// Give a key another version, as the schedule of the KMS does.
  void rotate(String key) throws IOException;

  @Override
  LocalServer.Reply handle(LocalServer.Request request) throws IOException;
}
