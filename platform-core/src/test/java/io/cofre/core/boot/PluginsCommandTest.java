package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `cofre plugins` and the commands under it say of a folder of jars.
class PluginsCommandTest {
  @TempDir Path folder;
  private Path plugins;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    only(plugins, "rwxr-xr-x");
    Files.writeString(folder.resolve("cofre.yaml"), "server: { plugins: " + plugins + " }\n");
  }

  private static void only(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void jar(String file, String module, String members) throws IOException {
    VendorJars.make(plugins.resolve(file), folder.resolve(module), module, members);
    only(plugins.resolve(file), "rw-r--r--");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line =
        Main.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = folder.resolve("cofre.yaml").toString();
    return line.execute(all);
  }

  private void says(String... words) {
    for (String word : words) {
      String all = out.toString() + err;
      assertTrue(all.contains(word), () -> "'" + word + "' is not in: " + all);
    }
  }

  @Test
  void the_list_tells_all_of_a_jar_without_running_it() throws IOException {
    jar("acme.jar", "acme", "static { System.exit(3); }");
    assertEquals(ExitStatus.OK, run("plugins"));
    says("JAR", "KIND", "VERSION", "API", "MODULE", "SHA-256", "SIGNER", "STATE");
    says("acme.jar", "KMS", "1.2.3", "0.1", "acme", "good");
  }

  @Test
  void what_is_pinned_cannot_change_unseen() throws IOException {
    jar("acme.jar", "acme", "");
    assertEquals(ExitStatus.CONFIG, run("plugins", "verify"));
    says("no plugins.lock pins the jars", "cofre plugins lock");
    assertEquals(ExitStatus.OK, run("plugins", "lock"));
    says("new:     acme.jar", "pins 1 jars");
    assertEquals(ExitStatus.OK, run("plugins", "verify"));
    says("1 jars are as plugins.lock pins them");
    run("plugins");
    says("pinned");

    jar("acme.jar", "acme", "static final int MORE = 1;");
    jar("other.jar", "other", "static { System.exit(3); }");
    assertEquals(ExitStatus.CONFIG, run("plugins", "verify"));
    says("acme.jar: its SHA-256 is", "other.jar: not listed", "cofre plugins lock");
    Files.delete(plugins.resolve("other.jar"));
    assertEquals(ExitStatus.OK, run("plugins", "lock"));
    says("changed: acme.jar");
    Files.delete(plugins.resolve("acme.jar"));
    assertEquals(ExitStatus.OK, run("plugins", "lock"));
    says("gone:    acme.jar");
  }

  @Test
  void what_a_server_would_refuse_is_not_pinned() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "no jar");
    only(plugins.resolve("broken.jar"), "rw-r--r--");
    assertEquals(ExitStatus.CONFIG, run("plugins", "lock"));
    says("broken.jar: cannot be read");
    assertFalse(Files.exists(plugins.resolve("plugins.lock")));
  }

  @Test
  void settings_are_shown_by_the_name_of_the_provider_or_the_jar() throws IOException {
    jar("acme.jar", "acme", "");
    for (String name : new String[] {"acme-kms", "acme", "acme.jar"}) {
      assertEquals(ExitStatus.OK, run("plugins", "show", name), () -> err.toString());
      says("KMS 'acme-kms' of acme.jar, version 1.2.3");
      says("token", "secret", "yes", "What opens the door.", "endpoint", "https://localhost:1");
    }
    assertEquals(ExitStatus.USAGE, run("plugins", "show", "nobody"));
    says("offers 'nobody'; offered: acme-kms");
  }

  @Test
  void the_doctor_survives_everything() throws IOException {
    jar("acme.jar", "acme", "");
    assertEquals(ExitStatus.OK, run("plugins", "doctor"));
    says("good: acme.jar: KMS 'acme-kms'", "All plugins are good.");
    jar("bomb.jar", "bomb", "static { System.exit(3); }");
    jar("thief.jar", "thief", "{ if (true) throw new IllegalStateException(\"no license\"); }");
    Files.writeString(plugins.resolve("broken.jar"), "no jar");
    only(plugins.resolve("broken.jar"), "rw-r--r--");
    assertEquals(ExitStatus.CONFIG, run("plugins", "doctor"));
    says("good: acme.jar", "bomb.jar: its code ended the process with status 3");
    says("thief.jar", "no license", "broken.jar: cannot be read", "does not start");
  }

  @Test
  void the_doctor_sees_a_name_that_two_jars_offer() throws IOException {
    jar("a.jar", "acme", "");
    VendorJars.make(plugins.resolve("b.jar"), folder.resolve("two"), "acme2", "acme-kms", "");
    only(plugins.resolve("b.jar"), "rw-r--r--");
    assertEquals(ExitStatus.CONFIG, run("plugins", "doctor"));
    says("b.jar: offers KMS 'acme-kms', which a.jar already offers");
  }
}
