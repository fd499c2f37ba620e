package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class UnreachedTest {

  @Test
  void the_innermost_cause_is_told() {
    var failure = new ConnectException("Connect to x failed");
    failure.initCause(new ConnectException("Connection refused"));
    assertEquals(
        Optional.of("cannot be reached: Connection refused"),
        Unreached.in(new UncheckedIOException(new IOException("io", failure))));
    assertEquals(
        Optional.of("cannot be reached: there is no host kms.example"),
        Unreached.in(new UnknownHostException("kms.example")));
    assertEquals(
        Optional.of("cannot be reached: No route"),
        Unreached.in(new NoRouteToHostException("No route")));
  }

  @Test
  void what_broke_later_is_something_else() {
    assertEquals(Optional.empty(), Unreached.in(new IOException("Connection reset")));
  }

  @Test
  void a_connection_that_there_was_is_told_where_it_is_asked_for() {
    var reset = new IllegalStateException("closed", new SocketException("Connection reset"));
    assertEquals(Optional.empty(), Unreached.in(reset));
    assertEquals(Optional.of("ended the connection: Connection reset"), Unreached.orEnded(reset));
    assertEquals(
        Optional.of("ended the connection: no more"),
        Unreached.orEnded(new EOFException("no more\nBearer abc")));
    assertEquals(
        Optional.of("has no connection that can be trusted: no path"),
        Unreached.orEnded(new IOException("io", new SSLHandshakeException("no path"))));
  }

  @Test
  void what_was_not_reached_did_not_end() {
    assertEquals(
        Optional.of("cannot be reached: Connection refused"),
        Unreached.orEnded(new SSLException("io", new ConnectException("Connection refused"))));
    assertEquals(Optional.empty(), Unreached.orEnded(new IOException("400 Bad Request")));
  }
}
