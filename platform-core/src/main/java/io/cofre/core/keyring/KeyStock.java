package io.cofre.core.keyring;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.core.keyring.KmsUse.Served;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The cached keys of one KMS instance, and the calls under way for those that are missing.
///
/// Thread-safe. The lock is never held during a call, and no two instances share one.
final class KeyStock {
  private final String kms;
  private final KeyringSettings settings;
  private final Pace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final KeyCache cache;
  private final Map<Fingerprint, Flight> flights = new HashMap<>();
  private long generation; // grows when keys are invalidated: what began before is not kept
  private boolean closed;
  private int waiting;
  private long hits;
  private long misses;
  private long shared;

  /// Where a key comes from.
  private sealed interface Found {
    record Hit(GeneratedKey key) implements Found {}

    record Wait(Flight flight, Served served) implements Found {}
  }

  KeyStock(String kms, KeyringSettings settings, Pace pace) {
    this.kms = kms;
    this.settings = settings;
    this.pace = pace;
    this.cache = new KeyCache(settings);
  }

  /// Take a key from the cache, or have it fetched; the caller closes it.
  ///
  /// @param served is told where the key comes from before any wait
  GeneratedKey obtain(
      Fingerprint by, KeyId key, Supplier<GeneratedKey> fetch, Consumer<Served> served) {
    Deadline deadline = Deadline.in(pace, settings.deadline());
    return switch (locked(() -> find(by, key, fetch))) {
      case Found.Hit(GeneratedKey hit) -> {
        served.accept(Served.CACHE);
        yield hit;
      }
      case Found.Wait(Flight flight, Served how) -> {
        served.accept(how);
        yield await(flight, deadline);
      }
    };
  }

  /// Keep a copy of a key that a call brought, unless keys were invalidated since.
  ///
  /// @param since the generation when the call began
  void keep(Fingerprint by, GeneratedKey key, long since) {
    run(() -> put(by, key, 0, since));
  }

  long generation() {
    return locked(() -> generation);
  }

  void sweep() {
    run(() -> cache.sweep(pace.nanos()));
  }

  /// Forget what one key wrapped.
  void invalidate(KeyId key) {
    run(() -> {
      begin();
      cache.remove(key);
    });
  }

  /// Forget everything.
  void invalidate() {
    run(() -> {
      begin();
      cache.clear();
    });
  }

  void close() {
    run(() -> {
      closed = true;
      begin();
      cache.clear();
    });
  }

  KeyringFigures figures(ResilientCalls calls) {
    return locked(() ->
        new KeyringFigures(
            kms,
            hits,
            misses,
            shared,
            cache.evictions(),
            cache.size(),
            calls.retries(),
            calls.refused(),
            calls.circuitOpen()));
  }

  private Found find(Fingerprint by, KeyId key, Supplier<GeneratedKey> fetch) {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, "the keyring is closed");
    }
    Optional<GeneratedKey> hit = cache.use(by, pace.nanos());
    if (hit.isPresent()) {
      hits++;
      return new Found.Hit(hit.get());
    }
    if (waiting >= settings.concurrency() + settings.queue()) {
      throw new KmsException(
          Reason.THROTTLED, "kms.%s has too many callers waiting".formatted(kms));
    }
    waiting++;
    Flight under = flights.get(by);
    if (under != null) {
      shared++;
      under.join();
      return new Found.Wait(under, Served.SHARED_CALL);
    }
    misses++;
    Flight flight = new Flight(generation);
    flight.join();
    flights.put(by, flight);
    Thread.ofVirtual().name("keyring-" + kms).start(() -> fly(flight, by, key, fetch));
    return new Found.Wait(flight, Served.CALL);
  }

  private void fly(Flight flight, Fingerprint by, KeyId key, Supplier<GeneratedKey> fetch) {
    try {
      GeneratedKey brought = fetch.get();
      run(() -> {
        flights.remove(by, flight);
        put(by, brought, flight.joined(), flight.generation());
      });
      flight.land(brought);
    } catch (KmsException e) {
      fail(flight, by, key, e);
    } catch (RuntimeException | Error e) {
      fail(flight, by, key, Attempt.unexpected(kms, e));
    }
  }

  private void fail(Flight flight, Fingerprint by, KeyId key, KmsException failure) {
    run(() -> flights.remove(by, flight));
    refused(key, failure.reason());
    flight.fail(failure);
  }

  /// The KMS refused a key: what it says of a key holds for all that the key wrapped.
  void refused(KeyId key, Reason reason) {
    if (gone(reason)) {
      invalidate(key);
    }
  }

  private static boolean gone(Reason reason) {
    return switch (reason) {
      case KEY_NOT_FOUND, KEY_DISABLED, KEY_PENDING_DELETION -> true;
      case KEY_EXISTS,
          ACCESS_DENIED,
          NOT_AUTHENTIC,
          UNSUPPORTED,
          THROTTLED,
          UNAVAILABLE,
          UNEXPECTED ->
          false;
    };
  }

  private GeneratedKey await(Flight flight, Deadline deadline) {
    try {
      return flight.await(kms, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(Reason.UNAVAILABLE, "kms.%s: interrupted".formatted(kms), e);
    } finally {
      flight.leave();
      run(() -> waiting--);
    }
  }

  private void put(Fingerprint by, GeneratedKey key, int used, long since) {
    if (since == generation && !closed) {
      cache.put(by, KeyCache.copy(key), used, pace.nanos());
    }
  }

  /// Nobody joins a call from before any more.
  private void begin() {
    generation++;
    flights.clear();
  }

  private void run(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
