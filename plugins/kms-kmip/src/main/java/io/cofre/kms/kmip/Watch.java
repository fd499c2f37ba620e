package io.cofre.kms.kmip;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Closes a socket when its time is over, which ends whatever waits for it: the timeouts of sockets
/// begin anew with each byte.
final class Watch implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean fired;

  Watch(Socket socket, Duration time) {
    Thread.ofVirtual().name("kmip-watch").start(() -> await(socket, time));
  }

  private void await(Socket socket, Duration time) {
    try {
      if (!done.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        fired = true;
        socket.close();
      }
    } catch (IOException _) {
      // it is closed
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  boolean fired() {
    return fired;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
