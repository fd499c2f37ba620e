package io.cofre.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Twelve plugins: eight of one class, and four that bring five libraries of 2 MiB and 200 classes
/// each, stored as `cofre-plugin-parent` stores them.
final class PluginCrowd {
  static final int THIN = 8;
  static final int LARGE = 4;
  private static final int LIBRARIES = 5;
  private static final int CLASSES = 200;
  private static final int CLASS_BYTES = 10_500;
  private static final String PREFIX = "zz-bench-";

  private final Path api;
  private final Path work;

  /// Make plugins against the service interfaces in a folder or jar.
  PluginCrowd(Path api, Path work) {
    this.api = api;
    this.work = work;
  }

  /// Put the plugins into a folder of plugins.
  void moveInto(Path plugins) throws IOException {
    for (int i = 0; i < THIN + LARGE; i++) {
      Path jar = work.resolve(PREFIX + i + ".jar");
      if (!Files.exists(jar)) {
        make(jar, "bench.p" + (char) ('a' + i), i < THIN ? 0 : LIBRARIES);
      }
      Files.move(jar, plugins.resolve(jar.getFileName()));
    }
  }

  /// Take them out again.
  void moveOutOf(Path plugins) throws IOException {
    try (Stream<Path> files = Files.list(plugins)) {
      for (Path jar : files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).toList()) {
        Files.move(jar, work.resolve(jar.getFileName()));
      }
    }
  }

  private void make(Path jar, String module, int libraries) throws IOException {
    Path source = Files.createDirectories(work.resolve("src").resolve(module));
    Path info =
        Files.writeString(
            source.resolve("module-info.java"),
            "module %s { requires cofre.api; provides io.cofre.api.cipher.CipherProvider with %s.P; }"
                .formatted(module, module));
    Path provider =
        Files.writeString(
            source.resolve("P.java"),
            """
            package %s;
            import io.cofre.api.cipher.*;
            public class P implements CipherProvider {
              public String name() { return "%s"; }
              public AeadShape shape() { return new AeadShape(32, 12, 16, 1L << 32); }
              public Aead open(DataKey key) { throw new UnsupportedOperationException(); }
            }
            """
                .formatted(module, module));
    Path classes = work.resolve("classes").resolve(module);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                "-p",
                api.toString(),
                "-d",
                classes.toString(),
                info.toString(),
                provider.toString());
    if (status != 0) {
      throw new IOException("javac ended with " + status);
    }
    pack(jar, classes, libraries);
    jar.toFile().setWritable(false, false);
    jar.toFile().setWritable(true, true);
  }

  private static void pack(Path jar, Path classes, int libraries) throws IOException {
    List<Path> compiled = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(Files::isRegularFile).forEach(compiled::add);
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : compiled) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
      for (int i = 0; i < libraries; i++) {
        byte[] library = library(i);
        CRC32 crc = new CRC32();
        crc.update(library);
        ZipEntry entry = new ZipEntry("META-INF/lib/library-" + i + ".jar");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(library.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(library);
      }
    }
  }

  private static byte[] library(int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(number);
    byte[] content = new byte[CLASS_BYTES];
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < CLASSES; i++) {
        random.nextBytes(content); // never loaded, and as hard to compress as classes are not
        out.putNextEntry(new ZipEntry("library%d/C%d.class".formatted(number, i)));
        out.write(content);
      }
    }
    return bytes.toByteArray();
  }
}
