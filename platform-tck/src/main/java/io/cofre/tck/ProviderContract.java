package io.cofre.tck;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.fake.MemorySettings;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every provider keeps, whatever it provides: P1 to P3 of [Provider].
///
/// I/O in a constructor is not looked for; threads are.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class ProviderContract {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// Made by JUnit, once for each test.
  protected ProviderContract() {}

  /// Make a provider by its public no-argument constructor.
  protected abstract Provider provider();

  /// Open an instance of the provider with settings, and close it again.
  ///
  /// @throws Exception as the provider throws it
  protected abstract void openAndClose(Provider provider, Settings settings) throws Exception;

  /// Settings that work, by key; none unless overridden.
  protected Map<String, String> settings() {
    return Map.of();
  }

  @Test
  void P1_making_a_provider_starts_no_thread() {
    var _ = provider(); // the first one may load classes
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Provider made = provider();
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    started.removeIf(thread -> !thread.isAlive() || isOfTheJdk(thread));
    Rule.P1.holds(started.isEmpty(), () -> made.name() + " started " + started);
  }

  private static boolean isOfTheJdk(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || List.of("system", "InnocuousThreadGroup").contains(group.getName());
  }

  @Test
  void P1_the_platform_can_make_it() {
    Class<?> type = provider().getClass();
    Rule.P1.holds(
        Modifier.isPublic(type.getModifiers())
            && Arrays.stream(type.getConstructors()).anyMatch(ProviderContract::isPlain),
        () -> type.getName() + " is not public with a public no-argument constructor");
  }

  private static boolean isPlain(Constructor<?> constructor) {
    return constructor.getParameterCount() == 0;
  }

  @Test
  void P2_the_name_is_well_formed_and_stays() {
    String name = provider().name();
    Rule.P2.holds(NAME.matcher(name).matches(), () -> "the name is \"" + name + "\"");
    Rule.P2.same(name, provider().name(), "the name of another instance");
  }

  @Test
  void P3_open_reads_only_settings_that_are_listed() throws Exception {
    Provider provider = provider();
    MemorySettings settings = MemorySettings.of(settings());
    openAndClose(provider, settings);
    Set<String> unlisted = new HashSet<>(settings.asked());
    unlisted.removeAll(keys(provider));
    Rule.P3.holds(unlisted.isEmpty(), () -> "open read unlisted settings " + unlisted);
  }

  @Test
  void P3_settings_are_listed_once_each_with_help() {
    List<Setting<?>> listed = provider().settings();
    Rule.P3.same(listed.size(), keys(provider()).size(), "the number of different keys");
    for (Setting<?> setting : listed) {
      Rule.P3.holds(!setting.help().isBlank(), () -> setting.key() + " has no help");
    }
  }

  @Test
  void P3_fallbacks_can_be_read() {
    for (Setting<?> setting : provider().settings()) {
      setting
          .fallback()
          .ifPresent(text -> {
            try {
              Rule.P3.holds(setting.reader().apply(text) != null, () -> "a fallback of null");
            } catch (IllegalArgumentException e) {
              Rule.P3.holds(false, () -> setting.key() + " cannot read its own fallback: " + e);
            }
          });
    }
  }

  @Test
  void P3_a_missing_setting_is_named() throws Exception {
    Provider provider = provider();
    for (String key : settings().keySet()) {
      Map<String, String> fewer = new HashMap<>(settings());
      fewer.remove(key);
      try {
        openAndClose(provider, MemorySettings.of(fewer));
      } catch (InvalidSettings e) {
        Rule.P3.holds(
            keys(provider).contains(e.key()),
            () -> "without " + key + " open blamed the unlisted setting " + e.key());
        checkSecrets(provider, e);
      }
    }
  }

  private void checkSecrets(Provider provider, InvalidSettings failure) {
    for (Setting<?> setting : provider.settings()) {
      String text = settings().getOrDefault(setting.key(), "");
      Rule.P3.holds(
          !setting.secret() || text.isEmpty() || !String.valueOf(failure).contains(text),
          () -> "the message of a failure shows the secret " + setting.key());
    }
  }

  private static Set<String> keys(Provider provider) {
    Set<String> keys = new HashSet<>();
    provider.settings().forEach(setting -> keys.add(setting.key()));
    return keys;
  }
}
