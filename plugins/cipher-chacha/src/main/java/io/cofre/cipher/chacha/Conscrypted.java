package io.cofre.cipher.chacha;

import module java.base;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.conscrypt.Conscrypt;

/// Loads Conscrypt, once per process, as an object that only we hold.
final class Conscrypted {
  private static final Logger LOG = System.getLogger(Conscrypted.class.getName());
  private static final Engine ENGINE = load();

  private Conscrypted() {}

  /// The engine, tested; the JDK's where Conscrypt does not load, with a word in the log.
  static Engine engine() {
    return ENGINE;
  }

  private static Engine load() {
    try {
      var engine = new Engine("Conscrypt", Optional.of(Conscrypt.newProvider()), true);
      SelfTest.run(engine);
      return engine;
    } catch (GeneralSecurityException
        | RuntimeException // whatever its code throws: the server runs without it
        | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "ChaCha20-Poly1305 runs in the JDK, as Conscrypt did not load (%s): is java.io.tmpdir (%s) mounted noexec?"
              .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")));
      return Engine.JDK;
    }
  }
}
