package io.cofre.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// Unpacks the libraries of a plugin, which lie unchanged under `META-INF/lib` in its jar.
///
/// A class loader skips a broken library in silence, so each is opened once here.
///
/// @param most how many libraries a plugin may bring
/// @param mostBytes how large they may be together, unpacked
record NestedLibraries(int most, long mostBytes) {
  private static final String FOLDER = "META-INF/lib/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*\\.jar");
  private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");
  private static final int CHUNK = 1 << 16;

  /// Generous to honest plugins: 500 libraries, 1 GiB.
  static NestedLibraries usual() {
    return new NestedLibraries(500, 1L << 30);
  }

  /// Name the libraries in a jar, sorted, and refuse names that lead elsewhere or stand twice.
  static List<String> entries(Path jar, JarFile file) throws RefusedJar {
    List<String> names =
        file.stream()
            .filter(e -> !e.isDirectory())
            .map(JarEntry::getName)
            .filter(n -> n.startsWith(FOLDER) && n.endsWith(".jar"))
            .sorted()
            .toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!NAME.matcher(name.substring(FOLDER.length())).matches()) {
        throw bad(jar, name, "is not a plain file name directly in " + FOLDER);
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw bad(jar, name, "is there twice");
      }
    }
    return names;
  }

  /// Copy the libraries of a plugin into a folder and return where each is.
  List<URL> unpack(PluginJar plugin, PrivateFolder temporary) throws RefusedJar {
    if (plugin.libraries().isEmpty()) {
      return List.of();
    }
    if (plugin.libraries().size() > most) {
      throw bad(plugin.path(), FOLDER, "holds more than " + most + " jars");
    }
    try (JarFile file = new JarFile(plugin.path().toFile())) {
      Path folder = temporary.folder(plugin.module());
      List<URL> unpacked = new ArrayList<>();
      long left = mostBytes;
      for (String name : plugin.libraries()) {
        Path copy = folder.resolve(name.substring(FOLDER.length()));
        left -= copy(plugin.path(), file, file.getJarEntry(name), copy, left);
        checkLibrary(plugin, name, copy);
        unpacked.add(copy.toUri().toURL());
      }
      return List.copyOf(unpacked);
    } catch (SecurityException e) {
      throw new RefusedJar(new PluginProblem.Unreadable(plugin.path(), Causes.text(e)));
    } catch (IOException e) {
      throw new RefusedJar(new PluginProblem.CannotUnpack(plugin.path(), Causes.text(e)));
    }
  }

  private long copy(Path jar, JarFile file, JarEntry entry, Path target, long left)
      throws IOException, RefusedJar {
    long copied = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = file.getInputStream(entry);
        var out = Files.newOutputStream(target)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        copied += n;
        if (copied > left) {
          String cause = "brings the libraries of the jar over " + mostBytes + " bytes unpacked";
          throw bad(jar, entry.getName(), cause);
        }
        out.write(chunk, 0, n);
      }
    }
    return copied;
  }

  private static void checkLibrary(PluginJar plugin, String name, Path library) throws RefusedJar {
    Path jar = plugin.path();
    try (JarFile opened = new JarFile(library.toFile(), false)) {
      if (opened.size() == 0) {
        throw bad(jar, name, "is empty");
      }
      List<String> classes =
          opened.stream()
              .map(JarEntry::getName)
              .filter(n -> n.endsWith(".class"))
              .sorted()
              .toList();
      for (String one : classes) {
        if (PlatformRules.ownPackage(packageOf(one))) {
          throw new RefusedJar(new PluginProblem.ShadowsPlatform(jar, one + " in " + name));
        }
        if (plugin.descriptor().packages().contains(packageOf(one))) {
          throw new RefusedJar(new PluginProblem.SplitPackage(jar, packageOf(one), name));
        }
      }
    } catch (IOException e) {
      throw bad(jar, name, "cannot be read: " + Causes.text(e));
    }
  }

  private static String packageOf(String entry) {
    String name = VERSIONED.matcher(entry).replaceFirst("");
    int end = name.lastIndexOf('/');
    return end < 0 ? "" : name.substring(0, end).replace('/', '.');
  }

  private static RefusedJar bad(Path jar, String library, String cause) {
    return new RefusedJar(new PluginProblem.BadLibrary(jar, library, cause));
  }
}
