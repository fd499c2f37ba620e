package io.cofre.api.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// A listener.
///
/// - **T1** paths, queries and header values reach the gate as they were on the wire
/// - **T2** header names are lower-case, and repeated headers keep their order
/// - **T3** the body is raw (transfer coding removed, nothing else), streamed, and never longer
///   than what was sent
/// - **T4** `100 Continue` is sent at the first read of the body and not before
/// - **T5** a body that breaks off before its end fails with `IOException` when read
/// - **T6** an answer that throws after its head was sent breaks the connection, so that the client
///   notices
/// - **T7** `drain` takes no new requests, lets those under way finish within the grace, and
///   returns
/// - **T8** `close` is idempotent
/// - **T9** an answer reaches the client as it was given, with its length where that is known
///
/// @since 0.1
public interface Transport extends AutoCloseable {

  /// Begin to listen.
  ///
  /// @throws IOException if the address cannot be bound
  void start() throws IOException;

  /// Where it listens, with the port in use.
  URI address();

  /// Finish what is under way, for at most the grace, then stop.
  void drain(Duration grace);

  @Override
  void close();
}
