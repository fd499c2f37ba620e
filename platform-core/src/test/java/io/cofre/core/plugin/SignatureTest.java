package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a signature is asked for, only a jar that is whole and signed by a named one is read.
class SignatureTest extends PluginFixture {
  private static final String MARK = "return \"GOOD\";";
  @TempDir static Path keys;
  private static Path trusted = Path.of("vendor.pem");
  private static Path other = Path.of("other.pem");

  @BeforeAll
  static void makeSigners() throws Exception {
    trusted = signer("vendor");
    other = signer("other");
  }

  /// Make a key pair with a certificate of its own, and return the certificate.
  private static Path signer(String name) throws Exception {
    run(
        "keytool",
        "-genkeypair",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-keystore",
        store(),
        "-storepass",
        "changeit");
    Path pem = keys.resolve(name + ".pem");
    run(
        "keytool",
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        pem.toString(),
        "-keystore",
        store(),
        "-storepass",
        "changeit");
    only(pem, "rw-r--r--");
    return pem;
  }

  private static String store() {
    return keys.resolve("keys.p12").toString();
  }

  private static void sign(Path jar, String name) throws Exception {
    run("jarsigner", "-keystore", store(), "-storepass", "changeit", jar.toString(), name);
  }

  private static void run(String... command) throws Exception {
    List<String> line = new java.util.ArrayList<>(List.of(command));
    line.set(0, Path.of(System.getProperty("java.home"), "bin", command[0]).toString());
    Path said = keys.resolve("said.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(said));
  }

  private Path plugin(String file) throws IOException {
    Path jar =
        JarMaker.cipher(work, "good", "GOOD")
            .source("good.P", JarMaker.cipherClass("good", MARK, ""))
            .entry("META-INF/lib/a.jar", JarMaker.archive("a"))
            .to(jar(file));
    only(jar, "rw-r--r--");
    return jar;
  }

  private LoadedPlugins loadSigned(Path... certificates) {
    return new PluginLoader(
            plugins, temporary, NestedLibraries.usual(), TrustedSigners.of(List.of(certificates)))
        .load(List.of());
  }

  private String refused(Path... certificates) {
    LoadedPlugins loaded = loadSigned(certificates);
    assertEquals(List.of(), loaded.jars());
    assertEquals(1, loaded.problems().size(), () -> loaded.problems().toString());
    return loaded.problems().getFirst().text();
  }

  @Test
  void a_jar_of_a_named_signer_is_taken() throws Exception {
    sign(plugin("good.jar"), "vendor");
    LoadedPlugins loaded = loadSigned(trusted);
    assertEquals(List.of(), loaded.problems());
    assertEquals("GOOD", loaded.plugins().all().getFirst().name());
    assertEquals("CN=vendor", loader().list().getFirst().signer());
  }

  @Test
  void a_jar_without_a_signature() throws Exception {
    plugin("good.jar");
    says(refused(trusted), "good.jar: is not signed", "plugin-signers", "take");
    assertEquals("", loader().list().getFirst().signer());
  }

  @Test
  void a_jar_of_somebody_else() throws Exception {
    sign(plugin("good.jar"), "other");
    says(refused(trusted), "is signed by CN=other", "does not name", "add it");
  }

  @Test
  void any_of_several_signers_will_do() throws Exception {
    sign(plugin("good.jar"), "other");
    assertEquals(List.of(), loadSigned(trusted, other).problems());
  }

  @Test
  void an_entry_that_was_changed() throws Exception {
    sign(plugin("good.jar"), "vendor");
    rewrite(jar("good.jar"), content -> content.put("META-INF/lib/a.jar", JarMaker.archive("b")));
    says(refused(trusted), "is not as it was signed", "META-INF/lib/a.jar");
    assertEquals("broken", loader().list().getFirst().signer());
  }

  @Test
  void an_entry_that_was_added() throws Exception {
    sign(plugin("good.jar"), "vendor");
    rewrite(jar("good.jar"), content -> content.put("good/More.class", new byte[] {1}));
    says(refused(trusted), "is signed without good/More.class");
  }

  @Test
  void an_entry_that_was_taken_out() throws Exception {
    sign(plugin("good.jar"), "vendor");
    rewrite(jar("good.jar"), content -> content.remove("META-INF/lib/a.jar"));
    says(refused(trusted), "was signed with META-INF/lib/a.jar, which is gone");
  }

  @Test
  void a_signature_that_was_stripped() throws Exception {
    sign(plugin("good.jar"), "vendor");
    rewrite(jar("good.jar"), content -> content.keySet().removeIf(n -> n.endsWith(".EC")));
    says(refused(trusted), "is not signed");
  }

  @Test
  void a_certificate_that_is_not_there_stops_all() throws Exception {
    sign(plugin("good.jar"), "vendor");
    says(refused(trusted, work.resolve("none.pem")), "none.pem", "no certificate", "name PEM");
    Path empty = Files.createFile(work.resolve("empty.pem"));
    only(empty, "rw-r--r--");
    says(refused(empty), "empty.pem", "it is empty");
    Path open = Files.copy(trusted, work.resolve("open.pem"));
    only(open, "rw-rw-r--");
    says(refused(open), "open.pem", "can be written by its group");
  }

  @Test
  void no_code_of_a_refused_jar_runs() throws Exception {
    JarMaker.cipher(work, "boom", "x")
        .source("boom.P", JarMaker.cipherClass("boom", MARK, "static { System.exit(3); }"))
        .to(jar("boom.jar"));
    only(jar("boom.jar"), "rw-r--r--");
    says(refused(trusted), "boom.jar: is not signed");
  }

  private interface Change {
    void apply(Map<String, byte[]> content) throws IOException;
  }

  private static void rewrite(Path jar, Change change) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      for (JarEntry entry : file.stream().toList()) {
        content.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    change.apply(content);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> one : content.entrySet()) {
        out.putNextEntry(new JarEntry(one.getKey()));
        out.write(one.getValue());
        out.closeEntry();
      }
    }
  }
}
