package io.cofre.kms.http;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Credentials that are used until the KMS says that they expired, for clients of a vendor's
/// library that renew theirs in time otherwise. Thread-safe.
///
/// Such libraries look for their parts by the context class loader, which in the threads of the
/// platform is not that of a plugin: calls are made with the loader of this class.
///
/// @param <T> the credentials, or what gets them
public final class Renewable<T> implements AutoCloseable {
  private final Supplier<T> source;
  private final Consumer<T> end;
  private T current;

  /// Make one, and ask for the first.
  ///
  /// @param source gives new ones, or the same where there are no others; does not block
  /// @param end is given those that are not used any more
  public Renewable(Supplier<T> source, Consumer<T> end) {
    this.source = source;
    this.end = end;
    this.current = source.get();
  }

  /// Make one whose credentials are closed when they are not used any more, where they can be.
  public Renewable(Supplier<T> source) {
    this(source, Renewable::end);
  }

  private static void end(Object credentials) {
    if (credentials instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception _) {
        // nobody uses them any more
      }
    }
  }

  /// The ones in use.
  public synchronized T get() {
    return current;
  }

  /// Make a call; once more with others, where it fails because these expired.
  ///
  /// @param expired whether a failure says so
  public <A> A call(Function<T, A> call, Predicate<RuntimeException> expired) {
    Thread thread = Thread.currentThread();
    ClassLoader callers = thread.getContextClassLoader();
    thread.setContextClassLoader(Renewable.class.getClassLoader());
    try {
      return calledTwiceAtMost(call, expired);
    } finally {
      thread.setContextClassLoader(callers);
    }
  }

  private <A> A calledTwiceAtMost(Function<T, A> call, Predicate<RuntimeException> expired) {
    T used = get();
    try {
      return call.apply(used);
    } catch (RuntimeException e) {
      if (!expired.test(e) || !renew(used)) {
        throw e;
      }
    }
    return call.apply(get());
  }

  /// Of threads that find the same ones expired, the first asks for others.
  @SuppressWarnings(
      "ReferenceEquality") // whether they are the same ones, not whether they are alike
  private synchronized boolean renew(T expired) {
    if (current == expired) {
      current = source.get();
      if (current == expired) {
        return false;
      }
      end.accept(expired);
    }
    return true;
  }

  /// End the ones in use; idempotent if ending them is.
  @Override
  public void close() {
    end.accept(get());
  }

  @Override
  public String toString() {
    return "Renewable[***]";
  }
}
