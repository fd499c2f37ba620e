package io.cofre.cipher.aes;

import module java.base;

/// Finds the jar of the Corretto provider that is for this machine.
///
/// The plugin carries one per architecture, which hold the same names: a class path would yield the
/// first one's library on every machine.
final class CorrettoJar {
  private static final String LIBRARY =
      "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so";

  private CorrettoJar() {}

  static Optional<Path> find(String system) throws IOException {
    ClassLoader libraries = CorrettoJar.class.getClassLoader();
    for (URL url : Collections.list(libraries.getResources(LIBRARY))) {
      if (url.openConnection() instanceof JarURLConnection connection) {
        Path jar = Path.of(URI.create(connection.getJarFileURL().toString()));
        if (jar.getFileName().toString().endsWith("-" + system + ".jar")) {
          return Optional.of(jar);
        }
      }
    }
    return Optional.empty();
  }
}
