package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// A certificate and its key in two files, read again when they change.
///
/// Thread-safe. New files that do not work are logged, and the old pair stays in use.
final class KeyPairFiles {
  private static final System.Logger LOG = System.getLogger(KeyPairFiles.class.getName());
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private final Path certificate;
  private final Path key;
  private volatile Pair current;
  private volatile Optional<Pair> previous = Optional.empty();
  private volatile long lookedAt = System.nanoTime();

  /// A chain with the key of its leaf.
  ///
  /// @param alias a name that no other pair of this listener has
  record Pair(String alias, List<X509Certificate> chain, PrivateKey key, List<FileTime> stamps) {
    Pair {
      chain = List.copyOf(chain);
      stamps = List.copyOf(stamps);
    }

    @Override
    public String toString() {
      return alias;
    }
  }

  /// @throws InvalidSettings if the files do not work
  KeyPairFiles(Path certificate, Path key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.current = load(0);
  }

  /// The pair for new connections.
  Pair current() {
    long now = System.nanoTime();
    if (now - lookedAt > LOOK_EVERY_NANOS) {
      look(now);
    }
    return current;
  }

  /// Find a pair that a handshake under way has chosen.
  Optional<Pair> named(String alias) {
    Pair now = current;
    return now.alias().equals(alias)
        ? Optional.of(now)
        : previous.filter(pair -> pair.alias().equals(alias));
  }

  private synchronized void look(long now) {
    if (now - lookedAt <= LOOK_EVERY_NANOS) {
      return;
    }
    lookedAt = now;
    try {
      if (!stamps().equals(current.stamps())) {
        Pair next = load(Integer.parseInt(current.alias()) + 1);
        previous = Optional.of(current);
        current = next;
        LOG.log(System.Logger.Level.INFO, "took the new certificate in {0}", certificate);
      }
    } catch (IOException | InvalidSettings e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the certificate or its key has changed and does not work, the old ones stay in use: {0}",
          e.getMessage());
    }
  }

  private Pair load(int generation) throws IOException {
    List<X509Certificate> chain = Certificates.read(certificate, "tls-cert");
    PrivateKey read = PrivateKeys.read(key, "tls-key", chain.getFirst().getPublicKey());
    return new Pair(Integer.toString(generation), chain, read, stamps());
  }

  private List<FileTime> stamps() throws IOException {
    return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
  }
}
