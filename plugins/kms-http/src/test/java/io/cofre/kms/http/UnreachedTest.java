package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
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
}
