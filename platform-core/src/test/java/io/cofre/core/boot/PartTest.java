package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import io.cofre.core.config.InstanceConfig;
import io.cofre.core.config.PluginSettings;
import io.cofre.core.plugin.Offer;
import io.cofre.core.plugin.PluginKind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Opening an instance, and what the operator reads when that fails.
class PartTest {
  private static final Path HOME = Path.of("home");
  private static final Setting<String> NAME = Setting.text("name", "A name.");

  private record Fake(String name) implements Provider {
    @Override
    public List<Setting<?>> settings() {
      return List.of(NAME);
    }
  }

  private static Part<Fake> part(ClassLoader loader) {
    InstanceConfig instance = InstanceConfig.of("kms.main", "fake", Map.of("name", "x"));
    Fake provider = new Fake("fake");
    Offer<Fake> offer =
        new Offer<>(PluginKind.KMS, "fake", provider, provider.settings(), "fake.jar", loader);
    return new Part<>(instance, offer, new PluginSettings(instance, provider.settings()));
  }

  private static Part<Fake> part() {
    return part(PartTest.class.getClassLoader());
  }

  @Test
  void opens_with_its_settings_and_the_plugins_class_loader() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
      String opened =
          part(loader)
              .open(
                  HOME,
                  (provider, settings, context) -> {
                    assertSame(loader, Thread.currentThread().getContextClassLoader());
                    assertEquals("main", context.instance());
                    assertEquals(HOME, context.home());
                    return provider.name() + settings.get(NAME);
                  });
      assertEquals("fakex", opened);
      assertSame(before, Thread.currentThread().getContextClassLoader());
    }
  }

  private static CannotStart failure(Exception thrown) {
    return assertThrows(
        CannotStart.class,
        () ->
            part()
                .open(
                    HOME,
                    (_, _, _) -> {
                      switch (thrown) {
                        case IOException e -> throw e;
                        case RuntimeException e -> throw e;
                        default -> throw new AssertionError(thrown);
                      }
                    }));
  }

  @Test
  void a_wrong_setting_is_a_mistake_in_the_configuration() {
    CannotStart failure = failure(new InvalidSettings("name", "is taken; choose another"));
    assertEquals(ExitStatus.CONFIG, failure.status());
    assertEquals(
        List.of("configuration: kms.main.name: is taken; choose another"), failure.lines());
  }

  @Test
  void what_is_not_there_is_named_with_its_place() {
    CannotStart failure = failure(new AccessDeniedException("keys"));
    assertEquals(ExitStatus.UNAVAILABLE, failure.status());
    assertEquals(List.of("kms.main: keys: permission denied"), failure.lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"token=secret", ""})
  void a_bug_of_a_plugin_names_the_jar_and_tells_nothing_of_its_message(String message) {
    CannotStart failure = failure(new IllegalStateException(message));
    assertEquals(ExitStatus.UNAVAILABLE, failure.status());
    String line = failure.lines().getFirst();
    assertTrue(line.contains("kms.main") && line.contains("fake.jar"), line);
    assertFalse(line.contains("secret"), line);
  }
}
