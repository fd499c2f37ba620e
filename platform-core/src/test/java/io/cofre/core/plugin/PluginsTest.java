package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.api.transport.TransportProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsTest extends PluginFixture {

  /// A provider that the platform brings itself.
  private static final class OwnTransport implements TransportProvider {
    @Override
    public String name() {
      return "own";
    }

    @Override
    public Transport open(Settings settings, Gate gate, PluginContext context) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void a_jar_may_offer_several_kinds() throws IOException {
    JarMaker.cipher(work, "many", "MANY")
        .source(
            "module-info",
            """
            module many {
              requires cofre.api;
              provides io.cofre.api.cipher.CipherProvider with many.P, many.Q;
              provides io.cofre.api.kms.KmsProvider with many.K;
            }
            """)
        .source(
            "many.Q",
            JarMaker.cipherClass("many", "return \"OTHER\";", "").replace("class P", "class Q"))
        .source(
            "many.K",
            """
            package many;
            import io.cofre.api.kms.*;
            import io.cofre.api.plugin.*;
            public class K implements KmsProvider {
              public String name() { return "MANY"; }
              public Kms open(Settings s, PluginContext c) { throw new UnsupportedOperationException(); }
            }
            """)
        .to(jar("many.jar"));
    LoadedPlugins loaded = load();
    assertEquals(List.of(), loaded.problems());
    assertTrue(loaded.plugins().find(PluginKind.KMS, "MANY").isPresent());
    assertTrue(loaded.plugins().find(CipherProvider.class, "OTHER").isPresent());
    assertTrue(loaded.plugins().find(CipherProvider.class, "MANY").isPresent());
    assertFalse(loaded.plugins().find(PluginKind.METADATA, "MANY").isPresent());
  }

  @Test
  void what_the_platform_brings_stands_first_and_cannot_be_replaced() throws IOException {
    JarMaker.cipher(work, "t", "x")
        .source(
            "module-info",
            "module t { requires cofre.api; provides io.cofre.api.transport.TransportProvider with t.P; }")
        .source(
            "t.P",
            """
            package t;
            import io.cofre.api.transport.*;
            import io.cofre.api.plugin.*;
            public class P implements TransportProvider {
              public String name() { return "own"; }
              public Transport open(Settings s, Gate g, PluginContext c) { throw new UnsupportedOperationException(); }
            }
            """)
        .to(jar("t.jar"));
    only(jar("t.jar"), "rw-r--r--");
    LoadedPlugins loaded = loader().load(List.of(new OwnTransport()));
    says(loaded.problems().getFirst().text(), "offers transport 'own', which the platform already");
    assertEquals(
        "the platform",
        loaded.plugins().find(TransportProvider.class, "own").orElseThrow().source());
  }

  @Test
  void a_name_that_nobody_offers() throws IOException {
    JarMaker.cipher(work, "one", "AES-256-GCM").to(jar("cipher-aes.jar"));
    Plugins loaded = load().plugins();
    String line = loaded.missing(PluginKind.METADATA, "local");
    says(
        line,
        "'local': no plugin in " + plugins,
        "offers metadata store 'local'",
        "plugin jars there: cipher-aes.jar",
        "add storage-local.jar");
    says(loaded.missing(PluginKind.CIPHER, "AES-256-CGM"), "did you mean 'AES-256-GCM'?");
    says(loaded.missing(PluginKind.CIPHER, "A256CBC-HS512"), "add cipher-cbc.jar");
    says(loaded.missing(PluginKind.CIPHER, "Serpent"), "add the jar that brings it");
    says(loaded.missing(PluginKind.KMS, "vault"), "offered: none", "add kms-vault.jar");
  }

  @Test
  void versions_of_the_interfaces() {
    ApiVersion running = ApiVersion.parse("1.4.2").orElseThrow();
    assertTrue(running.accepts(ApiVersion.parse("1.0").orElseThrow()));
    assertTrue(running.accepts(ApiVersion.parse("1.4-SNAPSHOT").orElseThrow()));
    assertFalse(running.accepts(ApiVersion.parse("1.5").orElseThrow()));
    assertFalse(running.accepts(ApiVersion.parse("2.0").orElseThrow()));
    assertFalse(running.accepts(ApiVersion.parse("0.4").orElseThrow()));
    for (String none : List.of("", "1", "x.1", "1.x", "99999999999.1", "-1.0")) {
      assertTrue(ApiVersion.parse(none).isEmpty(), none);
    }
  }

  @Test
  void causes_are_told_on_one_line_and_once() {
    Exception inner = new IllegalStateException("first\nsecond");
    Exception outer = new RuntimeException(inner);
    String text = Causes.text(outer);
    assertEquals("RuntimeException: java.lang.IllegalStateException: first second", text);
    assertTrue(Causes.text(new Exception("x".repeat(9000))).length() < 500);
  }
}
