package io.cofre.core.object.blob;

/// Lets one waiter wait until all readers that entered before are gone, without holding up new
/// ones.
///
/// The idea is that of read-copy-update: readers count themselves in the present one of two rooms;
/// the waiter makes the other room the present one and waits until the old one is empty.
/// Thread-safe for any number of readers and one waiter.
final class Grace {
  private final int[] inside = new int[2];
  private int present;

  /// Enter, and return the room for [#leave].
  synchronized int enter() {
    inside[present]++;
    return present;
  }

  synchronized void leave(int room) {
    if (--inside[room] == 0) {
      notifyAll();
    }
  }

  /// Wait until everybody who entered before this call has left.
  synchronized void await() throws InterruptedException {
    int old = present;
    present = 1 - old;
    while (inside[old] > 0) {
      wait();
    }
  }
}
