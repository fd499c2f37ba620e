package io.cofre.benchmarks;

import io.cofre.api.cipher.CipherProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The same cipher twice: as a plugin, and as the library below it offers it.
///
/// `benchmarks/run jmh` names the classes of the plugin and the jar of the Corretto provider.
enum JmhLibrary {
  /// AWS-LC through the Amazon Corretto Crypto Provider.
  AWS_LC,
  /// The JDK's own.
  JDK;

  private static final String PLUGIN = "io.cofre.cipher.aes.AesGcmProvider";
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /// Load the plugin, with the library beside it or without.
  CipherProvider plugin() throws IOException, ReflectiveOperationException {
    URL classes = file("cofre.bench.plugin");
    List<URL> path = this == JDK ? List.of(classes) : List.of(classes, file("cofre.bench.aws-lc"));
    CipherProvider provider = make(path, PLUGIN, CipherProvider.class);
    String engine = provider.engine().replace('-', '_');
    if (!engine.equals(name())) {
      throw new IOException("the plugin runs on " + engine + " instead of " + this);
    }
    return provider;
  }

  /// Make the cipher that the plugin stands on.
  Cipher raw() throws IOException, ReflectiveOperationException, GeneralSecurityException {
    String name = "AES/GCM/NoPadding";
    return this == JDK
        ? Cipher.getInstance(name)
        : Cipher.getInstance(
            name, make(List.of(file("cofre.bench.aws-lc")), PROVIDER, Provider.class));
  }

  static SecretKeySpec key() {
    return new SecretKeySpec(new byte[32], "AES");
  }

  private static URL file(String property) throws IOException {
    return Path.of(System.getProperty(property)).toUri().toURL();
  }

  private static <T> T make(List<URL> path, String name, Class<T> type)
      throws ReflectiveOperationException {
    @SuppressWarnings("resource") // its classes are used to the end
    var loader = new URLClassLoader(path.toArray(URL[]::new), JmhLibrary.class.getClassLoader());
    return loader.loadClass(name).asSubclass(type).getConstructor().newInstance();
  }
}
