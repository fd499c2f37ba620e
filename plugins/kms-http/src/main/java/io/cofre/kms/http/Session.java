package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/// Keeps the token of a login: asked for at the first use, renewed after four fifths of its life,
/// and asked for anew when it has ended or was refused. Thread-safe.
///
/// However many threads need a token, one asks for it, and all share what comes of it. While a
/// token is being renewed the old one stays in use until its end. A token that nobody uses is kept
/// alive by a thread of the session, until [#close()].
public final class Session implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(10);

  /// A token as it was given.
  ///
  /// @param value the token
  /// @param life how long it lives from when it was asked for; empty for ever
  /// @param renewable whether [Login#renew] can lengthen its life
  public record Token(Secret value, Optional<Duration> life, boolean renewable) {
    /// Make a token that lives for a time.
    public static Token of(Secret value, Duration life, boolean renewable) {
      return new Token(value, Optional.of(life), renewable);
    }

    /// Make a token that lives for a number of seconds; 0 for ever.
    public static Token of(Secret value, long seconds, boolean renewable) {
      var life = Optional.of(Duration.ofSeconds(seconds)).filter(Duration::isPositive);
      return new Token(value, life, renewable);
    }
  }

  /// Gets tokens. Both methods fail with [KmsException].
  @FunctionalInterface
  public interface Login {
    /// Ask for a token.
    Token login();

    /// Lengthen the life of a token; by default, ask for another. One that comes back with a few
    /// seconds has reached its greatest age: then another is asked for.
    default Token renew(Secret token) {
      return login();
    }
  }

  private record Held(Token token, Instant asked, Instant due, Instant end) {
    static Held of(Token token, Instant asked) {
      Duration life = token.life().orElse(Duration.ofDays(36_500));
      return new Held(
          token, asked, asked.plus(life.multipliedBy(4).dividedBy(5)), asked.plus(life));
    }

    Held later(Instant due) {
      return new Held(token, asked, due, end);
    }
  }

  private final InstantSource clock;
  private final Login login;
  private final ReentrantLock state = new ReentrantLock();
  private final Keeper keeper = new Keeper(this::tend);
  private Optional<Held> held = Optional.empty();
  private Optional<CompletableFuture<Held>> asking = Optional.empty();

  /// Make a session that has not logged in yet.
  public Session(InstantSource clock, Login login) {
    this.clock = clock;
    this.login = login;
  }

  /// Return a token that has not ended.
  ///
  /// @throws KmsException as the login throws it
  public Secret get() {
    return current().token.value();
  }

  /// Send a call with the token. If it is refused and the token was not fresh, ask for another
  /// token and send the call once more.
  ///
  /// @param call sends the call
  /// @param refused tells from the answer that the token was refused
  public Answer send(Function<Secret, Answer> call, Predicate<Answer> refused) {
    Held used = current();
    Answer answer = call.apply(used.token.value());
    boolean fresh = clock.instant().isBefore(used.asked.plus(FRESH));
    if (!refused.test(answer) || fresh) {
      return answer;
    }
    invalidate(used.token.value());
    return call.apply(get());
  }

  /// Forget a token that was refused, unless another has taken its place.
  public void invalidate(Secret token) {
    state.lock();
    try {
      held = held.filter(kept -> !kept.token.value().equals(token));
    } finally {
      state.unlock();
    }
  }

  private Held current() {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    Instant now = clock.instant();
    Optional<Held> old;
    CompletableFuture<Held> flight;
    boolean first;
    state.lock();
    try {
      old = held.filter(kept -> now.isBefore(kept.end) && !now.isBefore(kept.asked));
      if (old.isPresent() && (now.isBefore(old.get().due) || asking.isPresent())) {
        return old.get();
      }
      first = asking.isEmpty();
      flight = asking.orElse(mine);
      asking = Optional.of(flight);
    } finally {
      state.unlock();
    }
    if (first) {
      ask(mine, old, now);
    }
    return shared(flight);
  }

  private void ask(CompletableFuture<Held> mine, Optional<Held> old, Instant now) {
    Optional<Held> got = old;
    try {
      Held fresh = Held.of(token(old), now);
      got = Optional.of(fresh);
      mine.complete(fresh);
    } catch (RuntimeException e) {
      got = old.map(kept -> kept.later(now.plus(FRESH)));
      got.ifPresentOrElse(mine::complete, () -> mine.completeExceptionally(e));
    } finally {
      state.lock();
      try {
        held = got;
        asking = Optional.empty();
      } finally {
        state.unlock();
      }
      got.ifPresent(kept -> keeper.wakeAfter(Duration.between(now, kept.due)));
    }
  }

  private Token token(Optional<Held> old) {
    Optional<Held> renewable = old.filter(kept -> kept.token.renewable());
    if (renewable.isEmpty()) {
      return login.login();
    }
    try {
      Token renewed = login.renew(renewable.get().token.value());
      if (renewed.life().filter(life -> life.compareTo(FRESH) <= 0).isEmpty()) {
        return renewed;
      }
    } catch (KmsException e) {
      if (e.reason() == Reason.UNAVAILABLE) {
        throw e;
      }
    }
    return login.login();
  }

  private static Held shared(CompletableFuture<Held> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof KmsException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void tend() {
    state.lock();
    try {
      if (held.isEmpty()) {
        return;
      }
    } finally {
      state.unlock();
    }
    try {
      current();
    } catch (KmsException _) {
      // the next call says so
    }
  }

  /// Stop keeping the token alive; idempotent.
  @Override
  public void close() {
    keeper.close();
  }
}
