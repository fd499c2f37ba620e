package io.cofre.api.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// One request and its answer. Used by one thread.
///
/// @since 0.1
public interface Exchange {

  /// The request without its body.
  RequestHead request();

  /// The body, empty when there is none.
  InputStream body();

  /// Send the head of the answer, once, and return where its body goes.
  ///
  /// The caller closes the stream after exactly the announced number of bytes. Where the head says
  /// that there is no body (a length of 0, HEAD, 204, 304), nothing may be written.
  ///
  /// @throws IllegalStateException if an answer was begun before
  OutputStream respond(ResponseHead head) throws IOException;
}
