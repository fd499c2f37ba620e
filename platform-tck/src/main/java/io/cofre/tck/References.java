package io.cofre.tck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the classes that a plugin's own classes refer to and nobody would bring.
///
/// Libraries are not looked into: many refer to what they can do without.
final class References {
  private static final String LIBRARIES = "META-INF/lib/";
  private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");
  private static final Pattern CLASS_OF_ARRAY = Pattern.compile("\\[+L(.*);");

  private References() {}

  static Set<String> missing(Path jar) throws IOException {
    Set<String> present = new HashSet<>();
    Set<String> wanted = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries = file.stream().toList();
      for (JarEntry entry : entries) {
        String name = entry.getName();
        if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
          addClasses(file.getInputStream(entry), present);
        } else if (name.endsWith(".class")) {
          present.add(VERSIONED.matcher(name).replaceFirst(""));
          addReferences(file.getInputStream(entry).readAllBytes(), wanted);
        }
      }
    }
    wanted.removeIf(name -> present.contains(name) || ofThePlatform(name));
    return wanted;
  }

  private static void addClasses(InputStream library, Set<String> present) throws IOException {
    byte[] bytes = library.readAllBytes();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
      for (JarEntry one = in.getNextJarEntry(); one != null; one = in.getNextJarEntry()) {
        present.add(VERSIONED.matcher(one.getName()).replaceFirst(""));
      }
    }
  }

  private static void addReferences(byte[] bytes, Set<String> wanted) {
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof ClassEntry type) {
        String name = type.asInternalName();
        Matcher array = CLASS_OF_ARRAY.matcher(name);
        if (array.matches()) {
          wanted.add(array.group(1) + ".class");
        } else if (!name.startsWith("[")) {
          wanted.add(name + ".class");
        }
      }
    }
  }

  private static boolean ofThePlatform(String name) {
    ClassLoader loader =
        name.startsWith("io/cofre/api/")
            ? References.class.getClassLoader()
            : ClassLoader.getPlatformClassLoader();
    return loader.getResource(name) != null;
  }
}
