package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Builds a vendor's plugin from sources, with nothing but the published API.
final class VendorJar {
  private VendorJar() {}

  static final Map<String, String> CIPHER =
      Map.of(
          "module-info.java",
          """
          module acme.cipher {
            requires cofre.api;
            provides io.cofre.api.cipher.CipherProvider with acme.cipher.Chacha;
          }
          """,
          "acme/cipher/Chacha.java",
          """
          package acme.cipher;

          import io.cofre.api.cipher.*;
          import java.nio.ByteBuffer;
          import java.security.GeneralSecurityException;
          import javax.crypto.Cipher;
          import javax.crypto.spec.*;

          public final class Chacha implements CipherProvider {
            @Override public String name() { return "ACME-CHACHA20"; }
            @Override public AeadShape shape() { return new AeadShape(32, 12, 16, 1L << 32); }
            @Override public Aead open(DataKey key) {
              SecretKeySpec spec = key.use(bytes -> new SecretKeySpec(bytes, "ChaCha20"));
              return new Aead() {
                @Override public void seal(ByteBuffer n, ByteBuffer a, ByteBuffer in, ByteBuffer out) {
                  run(Cipher.ENCRYPT_MODE, n, a, in, out);
                }
                @Override public void open(ByteBuffer n, ByteBuffer a, ByteBuffer in, ByteBuffer out) {
                  run(Cipher.DECRYPT_MODE, n, a, in, out);
                }
                private void run(int mode, ByteBuffer n, ByteBuffer a, ByteBuffer in, ByteBuffer out) {
                  try {
                    byte[] nonce = new byte[12];
                    n.get(nonce);
                    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
                    cipher.init(mode, spec, new IvParameterSpec(nonce));
                    cipher.updateAAD(a);
                    cipher.doFinal(in, out);
                  } catch (GeneralSecurityException e) {
                    throw new NotAuthentic();
                  }
                }
                @Override public void close() {}
              };
            }
          }
          """);

  static void compile(Path jar, Path work, Map<String, String> sources) throws IOException {
    Path source = work.resolve("source");
    for (var entry : new TreeMap<>(sources).entrySet()) {
      Path file = source.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
    Path classes = work.resolve("classes");
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(source)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of(
                      "-p",
                      System.getProperty("cofre.api"),
                      "-d",
                      classes.toString(),
                      "--release",
                      "25"),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      paths.filter(p -> p.toString().endsWith(".java")).toList()))
              .call();
      if (!compiled) {
        throw new IOException("the vendor's sources do not compile");
      }
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> paths = Files.walk(classes)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
