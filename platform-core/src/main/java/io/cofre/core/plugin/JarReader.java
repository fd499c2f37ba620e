package io.cofre.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/// Reads what a jar says of itself and judges it, without running any of its code.
final class JarReader {
  private static final int LARGEST_MANIFEST = 16 << 20;
  private final PlatformRules rules;
  private final PluginLock lock;
  private final TrustedSigners signers;

  JarReader(PlatformRules rules, PluginLock lock, TrustedSigners signers) {
    this.rules = rules;
    this.lock = lock;
    this.signers = signers;
  }

  /// Decide whether the jar may be trusted, and read it only then.
  PluginJar read(Path jar) throws RefusedJar {
    try {
      checkFile(jar);
      lock.check(jar);
      signers.check(jar);
    } catch (IOException e) {
      throw new RefusedJar(new PluginProblem.Unreadable(jar, Causes.text(e)));
    }
    return content(jar);
  }

  /// Read a jar wherever it lies, trusted or not.
  PluginJar content(Path jar) throws RefusedJar {
    try (JarFile file = open(jar)) {
      return content(jar, file);
    } catch (IOException e) {
      throw new RefusedJar(new PluginProblem.Unreadable(jar, Causes.text(e)));
    }
  }

  private static JarFile open(Path jar) throws IOException {
    return new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
  }

  private static void checkFile(Path jar) throws IOException, RefusedJar {
    if (Files.isSymbolicLink(jar)) {
      throw new RefusedJar(new PluginProblem.SymbolicLink(jar));
    }
    if (!Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedJar(new PluginProblem.NotAFile(jar));
    }
    Optional<String> others = Guarded.othersWhoWrite(jar);
    if (others.isPresent()) {
      throw new RefusedJar(new PluginProblem.WritableByOthers(jar, others.get()));
    }
  }

  private PluginJar content(Path jar, JarFile file) throws IOException, RefusedJar {
    checkManifest(file);
    JarEntry info = file.getJarEntry("module-info.class");
    if (info == null) {
      throw new RefusedJar(new PluginProblem.NotModular(jar));
    }
    ClassVersions.check(jar, file, info);
    ModuleDescriptor descriptor = descriptor(jar);
    ApiVersion api = rules.check(jar, descriptor);
    List<PluginKind> kinds =
        descriptor.provides().stream()
            .flatMap(p -> PluginKind.ofService(p.service()).stream())
            .sorted()
            .distinct()
            .toList();
    if (kinds.isEmpty()) {
      throw new RefusedJar(new PluginProblem.OffersNothing(jar, descriptor.name()));
    }
    checkProviders(jar, file, descriptor);
    List<String> libraries = NestedLibraries.entries(jar, file);
    return new PluginJar(jar, descriptor, version(descriptor, file), api, kinds, libraries);
  }

  /// The JDK reads a manifest into memory, whatever its size.
  private static void checkManifest(JarFile file) throws IOException {
    JarEntry manifest = file.getJarEntry(JarFile.MANIFEST_NAME);
    if (manifest != null) {
      try (InputStream in = file.getInputStream(manifest)) {
        if (in.skip(LARGEST_MANIFEST + 1L) > LARGEST_MANIFEST) {
          throw new IOException("its manifest is over " + (LARGEST_MANIFEST >> 20) + " MiB");
        }
      }
    }
  }

  private static ModuleDescriptor descriptor(Path jar) throws RefusedJar {
    try {
      Iterator<ModuleReference> found = ModuleFinder.of(jar).findAll().iterator();
      if (!found.hasNext()) {
        throw new RefusedJar(new PluginProblem.NotModular(jar));
      }
      return found.next().descriptor();
    } catch (FindException e) {
      throw new RefusedJar(new PluginProblem.Unreadable(jar, Causes.text(e)));
    }
  }

  private static void checkProviders(Path jar, JarFile file, ModuleDescriptor descriptor)
      throws IOException, RefusedJar {
    for (ModuleDescriptor.Provides offer : descriptor.provides()) {
      for (String provider : offer.providers()) {
        JarEntry entry = file.getJarEntry(provider.replace('.', '/') + ".class");
        if (entry == null) {
          String cause = "the jar does not hold the class that its module-info names";
          throw new RefusedJar(new PluginProblem.Broken(jar, provider, cause));
        }
        ClassVersions.check(jar, file, entry);
      }
    }
  }

  private static String version(ModuleDescriptor descriptor, JarFile file) throws IOException {
    Manifest manifest = file.getManifest();
    String stamped =
        manifest == null
            ? null
            : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return descriptor.rawVersion().orElse(stamped == null ? "unknown" : stamped);
  }

  /// Reads the Java version out of the first bytes of a class file (JVMS 4.1).
  private static final class ClassVersions {
    private static final int HEAD = 8;
    private static final int JAVA_1 = 44;

    private ClassVersions() {}

    static void check(Path jar, JarFile file, JarEntry entry) throws IOException, RefusedJar {
      byte[] head;
      try (InputStream in = file.getInputStream(entry)) {
        head = in.readNBytes(HEAD);
      }
      if (head.length < HEAD) {
        throw new RefusedJar(new PluginProblem.Unreadable(jar, entry.getName() + " is cut off"));
      }
      int needed = (((head[6] & 0xff) << 8) | (head[7] & 0xff)) - JAVA_1;
      int running = Runtime.version().feature();
      if (needed > running) {
        throw new RefusedJar(new PluginProblem.NewerJava(jar, entry.getName(), needed, running));
      }
    }
  }
}
