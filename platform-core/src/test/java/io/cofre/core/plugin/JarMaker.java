package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Compiles tiny modules and packs them, well-formed or not.
final class JarMaker {
  private final Path work;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> extra = new LinkedHashMap<>();
  private final Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<Path> modulePath = new ArrayList<>();
  private final List<String> options = new ArrayList<>();

  JarMaker(Path work) throws IOException {
    this.work = Files.createTempDirectory(work, "jar");
  }

  /// Start a plugin with a cipher provider of the given name.
  static JarMaker cipher(Path work, String module, String name) throws IOException {
    return new JarMaker(work)
        .source(
            "module-info",
            "module %s { requires cofre.api; provides io.cofre.api.cipher.CipherProvider with %s.P; }"
                .formatted(module, module))
        .source(module + ".P", cipherClass(module, "return \"" + name + "\";", ""));
  }

  /// The text of a cipher provider.
  static String cipherClass(String pack, String nameBody, String members) {
    return """
    package %s;
    import io.cofre.api.cipher.*;
    public class P implements CipherProvider {
      public String name() { %s }
      public AeadShape shape() { return new AeadShape(32, 12, 16, 1L << 32); }
      public Aead open(DataKey key) { throw new UnsupportedOperationException(); }
      %s
    }
    """
        .formatted(pack, nameBody, members);
  }

  JarMaker source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  JarMaker entry(String name, byte[] bytes) {
    extra.put(name, bytes);
    return this;
  }

  JarMaker library(String name, Path jar) throws IOException {
    classPath.add(jar);
    return entry("META-INF/lib/" + name, Files.readAllBytes(jar));
  }

  /// Leave out what was put in: the plugin was compiled against it all the same.
  JarMaker forget(String name) {
    extra.remove(name);
    return this;
  }

  JarMaker compileAlso(Path jar) {
    modulePath.add(jar);
    return this;
  }

  JarMaker option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /// Take an option and its value back.
  JarMaker noOption(String name) {
    int at = options.indexOf(name);
    options.subList(at, at + 2).clear();
    return this;
  }

  /// Change, or with an empty result leave out, a compiled class.
  JarMaker change(String entry, UnaryOperator<byte[]> change) {
    changes.put(entry, change);
    return this;
  }

  JarMaker drop(String entry) {
    return change(entry, _ -> new byte[0]);
  }

  /// Say that the plugin was compiled against another version of the service interfaces.
  JarMaker compiledAgainst(String version) {
    return change("module-info.class", bytes -> withApi(bytes, version));
  }

  /// Give a class the version number of another Java.
  JarMaker forJava(String entry, int feature) {
    return change(
        entry,
        bytes -> {
          bytes[7] = (byte) (44 + feature);
          return bytes;
        });
  }

  Path to(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> one : content().entrySet()) {
        put(out, one.getKey(), one.getValue());
      }
    }
    return jar;
  }

  private Map<String, byte[]> content() throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    Path classes = compile();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        byte[] bytes = changes.getOrDefault(name, b -> b).apply(Files.readAllBytes(file));
        if (bytes.length > 0) {
          content.put(name, bytes);
        }
      }
    }
    content.putAll(extra);
    return content;
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private Path compile() throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    if (sources.isEmpty()) {
      return classes;
    }
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    arguments.addAll(List.of("--module-path", path(modules())));
    if (!classPath.isEmpty()) {
      arguments.addAll(List.of("--class-path", path(classPath)));
    }
    arguments.addAll(options);
    for (Map.Entry<String, String> one : sources.entrySet()) {
      Path file = work.resolve("src").resolve(one.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, one.getValue()).toString());
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    assertEquals(0, status, said::toString);
    return classes;
  }

  private List<Path> modules() {
    List<Path> modules = new ArrayList<>(modulePath);
    modules.add(apiLocation());
    return modules;
  }

  /// Where the service interfaces are.
  static Path apiLocation() {
    return ModuleLayer.boot()
        .configuration()
        .findModule("cofre.api")
        .flatMap(module -> module.reference().location())
        .map(Path::of)
        .orElseThrow();
  }

  private static String path(List<Path> paths) {
    return String.join(java.io.File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  private static byte[] withApi(byte[] info, String version) {
    ClassFile files = ClassFile.of();
    ClassModel model = files.parse(info);
    ClassTransform transform =
        (builder, element) -> {
          if (element instanceof ModuleAttribute module) {
            builder.with(withApi(module, version));
          } else {
            builder.with(element);
          }
        };
    return files.transformClass(model, transform);
  }

  private static ModuleAttribute withApi(ModuleAttribute module, String version) {
    List<ModuleRequireInfo> requires =
        module.requires().stream()
            .map(r -> r.requires().name().stringValue().equals("cofre.api") ? of(r, version) : r)
            .toList();
    return ModuleAttribute.of(
        module.moduleName(),
        module.moduleFlagsMask(),
        module.moduleVersion().orElse(null),
        requires,
        module.exports(),
        module.opens(),
        module.uses(),
        module.provides());
  }

  private static ModuleRequireInfo of(ModuleRequireInfo required, String version) {
    Optional<String> said = Optional.of(version).filter(v -> !v.isEmpty());
    return ModuleRequireInfo.of(
        required.requires(),
        required.requiresFlagsMask(),
        said.map(java.lang.classfile.constantpool.ConstantPoolBuilder.of()::utf8Entry)
            .orElse(null));
  }

  /// A library of one class that tells its version.
  static Path library(Path work, String name, String version) throws IOException {
    return new JarMaker(work)
        .source(
            "lib.Version",
            "package lib; public class Version { public static String get() { return \"%s\"; } }"
                .formatted(version))
        .to(work.resolve(name));
  }

  /// An archive with entries of any name, twice the same one too.
  static byte[] archive(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes)) {
      for (String name : names) {
        put(out, name, new byte[] {1, 2, 3});
      }
    }
    return bytes.toByteArray();
  }

  static void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes);
    }
  }
}
