package io.cofre.core.admin.access;

import io.cofre.api.plugin.Secret;
import io.cofre.api.transport.RequestHead;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Lets in whoever brings the token (RFC 6750, `Authorization: Bearer TOKEN`).
///
/// Over a network only with TLS, as the token would be read on the way. Wrong tokens are counted by
/// address and make the next wait. Thread-safe; the token is compared in constant time.
public final class Access {
  private static final String SCHEME = "bearer ";
  private final Secret token;
  private final Attempts attempts;

  /// Make one.
  public Access(Secret token) {
    this(token, System::nanoTime);
  }

  Access(Secret token, LongSupplier nanos) {
    this.token = token;
    this.attempts = new Attempts(nanos);
  }

  /// Let a request in, or not.
  ///
  /// @throws AdminFailure `INSECURE`, `TOO_MANY` or `UNAUTHENTICATED`
  public void check(RequestHead head) {
    InetAddress from = head.peer().getAddress();
    if (!head.confidential() && !from.isLoopbackAddress()) {
      throw new AdminFailure(
          AdminError.INSECURE,
          "the token may come over TLS or from this machine only: give the admin listener a"
              + " certificate (listeners.admin.tls), or ask on the server's machine");
    }
    long wait = attempts.delay(from);
    if (wait > 0) {
      throw AdminFailure.later(
          AdminError.TOO_MANY,
          "too many wrong tokens came from there; wait",
          TimeUnit.NANOSECONDS.toSeconds(wait) + 1);
    }
    Optional<Secret> given = given(head);
    if (given.isEmpty()) {
      throw refused("send the token: 'Authorization: Bearer TOKEN'");
    }
    if (!given.get().equals(token)) {
      attempts.wrong(from);
      throw refused("this is not the token of this server");
    }
  }

  private static Optional<Secret> given(RequestHead head) {
    return head.header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> Secret.of(value.substring(SCHEME.length()).strip()));
  }

  private static AdminFailure refused(String message) {
    return new AdminFailure(
        AdminError.UNAUTHENTICATED,
        message,
        Map.of("WWW-Authenticate", List.of("Bearer realm=\"cofre\"")));
  }
}
