package io.cofre.cipher.aes;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Loads the classes of one jar and nothing else beside the JDK's.
///
/// The jar is read without checking its signature again, which the loader of plugins answers for:
/// digesting its 10 MB in a cold machine takes longer than all the rest.
final class CorrettoLoader extends ClassLoader {
  private final ZipFile jar;

  CorrettoLoader(Path jar) throws IOException {
    super("aws-lc", ClassLoader.getPlatformClassLoader());
    this.jar = new ZipFile(jar.toFile());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = jar.getEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ZipEntry entry = jar.getEntry(name);
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
