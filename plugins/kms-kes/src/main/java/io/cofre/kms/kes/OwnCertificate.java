package io.cofre.kms.kes;

import module java.base;

import io.cofre.kms.http.ClientCertificate;
import io.cofre.kms.http.SelfSigned;

/// Issues the self-signed certificate of an API key, and another before it ends. Thread-safe.
final class OwnCertificate implements Supplier<Optional<ClientCertificate>> {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration USE = Duration.ofDays(60);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private final KeyPair pair;
  private final InstantSource clock;
  private volatile ClientCertificate last;

  OwnCertificate(KeyPair pair, InstantSource clock) {
    this.pair = pair;
    this.clock = clock;
    this.last = issued(clock.instant());
  }

  /// By which a server knows it.
  String identity() {
    return ApiKey.identity(pair.getPublic());
  }

  @Override
  public Optional<ClientCertificate> get() {
    Instant now = clock.instant();
    ClientCertificate known = last;
    Instant from = known.chain().getFirst().getNotBefore().toInstant();
    if (now.isBefore(from) || !now.isBefore(from.plus(SKEW).plus(USE))) {
      known = issued(now);
      last = known;
    }
    return Optional.of(known);
  }

  private ClientCertificate issued(Instant now) {
    return SelfSigned.of(pair, identity(), now.minus(SKEW), now.plus(LIFE));
  }
}
