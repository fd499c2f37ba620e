package io.cofre.core.boot;

import io.cofre.core.plugin.Offer;
import java.util.ArrayDeque;
import java.util.Deque;

/// What is open, to be closed in the reverse order, each with its plugin's class loader at hand.
///
/// A part that fails to close is logged and does not keep the others open.
final class Opened implements AutoCloseable {
  private record Entry(String name, AutoCloseable part) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void add(String name, AutoCloseable part) {
    entries.push(new Entry(name, part));
  }

  synchronized void add(Part<?> part, AutoCloseable opened) {
    Offer<?> offer = part.offer();
    add(part.instance().path(), () -> offer.<Void, Exception>call(() -> closed(opened)));
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private static Void closed(AutoCloseable opened) throws Exception {
    opened.close();
    return null;
  }

  @Override
  public synchronized void close() {
    while (!entries.isEmpty()) {
      Entry entry = entries.pop();
      try {
        entry.part().close();
      } catch (Exception e) {
        Logging.failed(Opened.class, entry.name() + " did not close", e);
      }
    }
  }
}
