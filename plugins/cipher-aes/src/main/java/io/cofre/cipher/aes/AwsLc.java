package io.cofre.cipher.aes;

import module java.base;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Loads AWS-LC through the Amazon Corretto Crypto Provider, as an object that only we hold.
final class AwsLc {
  private static final Logger LOG = System.getLogger(AwsLc.class.getName());
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private AwsLc() {}

  /// The engine, tested; the JDK's where AWS-LC does not load, with a word in the log.
  static Engine load() {
    try {
      Optional<Path> jar = CorrettoJar.find(system());
      if (jar.isEmpty()) {
        return Engine.JDK;
      }
      Engine engine = new Engine("AWS-LC", Optional.of(provider(jar.get())));
      SelfTest.run(engine);
      return engine;
    } catch (IOException
        | GeneralSecurityException
        | RuntimeException // whatever its code throws: the server runs without it
        | ReflectiveOperationException
        | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "AES-256-GCM runs in the JDK, as AWS-LC did not load (%s): is java.io.tmpdir (%s) mounted"
                  .formatted(e.getMessage(), System.getProperty("java.io.tmpdir"))
              + " noexec?");
      return Engine.JDK;
    }
  }

  /// Made by name: the same class stands in a jar per architecture, so none is on our class path.
  private static Provider provider(Path jar) throws IOException, ReflectiveOperationException {
    Class<?> type = new CorrettoLoader(jar).loadClass(PROVIDER);
    return type.asSubclass(Provider.class).getConstructor().newInstance();
  }

  /// The name of the system as in the names of the provider's jars.
  static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> os + "-x86_64";
      case "aarch64" -> os + "-aarch_64";
      case String other -> os + "-" + other;
    };
  }
}
