package io.cofre.api.plugin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// One setting of a plugin: its key, how its text is read, its default, and its help.
///
/// Keys are lower-case words joined by dashes. A setting without a fallback is required unless it
/// is read with [Settings#find(Setting)].
///
/// @param key what the operator writes
/// @param kind the word shown to operators for the type of the value
/// @param reader turns the text into a value; throws [IllegalArgumentException] with a message that
///   says what is expected and never repeats the text
/// @param fallback the text used when the operator wrote nothing
/// @param secret whether the value must never be shown
/// @param help one sentence for operators
/// @since 0.1
public record Setting<T>(
    String key,
    String kind,
    Function<String, T> reader,
    Optional<String> fallback,
    boolean secret,
    String help) {

  /// Checks that the key is well-formed.
  public Setting {
    if (!key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "a setting's key is lower-case words joined by dashes: " + key);
    }
    Objects.requireNonNull(reader);
  }

  /// Describe a setting of free text.
  public static Setting<String> text(String key, String help) {
    return of(key, "text", text -> text, help);
  }

  /// Describe a setting whose value must never be shown.
  public static Setting<Secret> secret(String key, String help) {
    return new Setting<>(key, "secret", Secret::of, Optional.empty(), true, help);
  }

  /// Describe a setting that is an absolute URI.
  public static Setting<URI> uri(String key, String help) {
    return of(key, "uri", SettingReaders::uri, help);
  }

  /// Describe a setting that is a path; a relative one is resolved against the folder of the
  /// server.
  public static Setting<Path> path(String key, String help) {
    return of(key, "path", Path::of, help);
  }

  /// Describe a duration such as `250ms`, `30s`, `5m`, `2h`, `7d`.
  public static Setting<Duration> duration(String key, String help) {
    return of(key, "duration", SettingReaders::duration, help);
  }

  /// Describe a number of bytes such as `4096`, `64KiB`, `1GiB`.
  public static Setting<Long> size(String key, String help) {
    return of(key, "size", SettingReaders::size, help);
  }

  /// Describe a whole number.
  public static Setting<Integer> number(String key, String help) {
    return of(key, "number", SettingReaders::number, help);
  }

  /// Describe a switch: `true` or `false`.
  public static Setting<Boolean> flag(String key, String help) {
    return of(key, "flag", SettingReaders::flag, help);
  }

  /// Describe a setting with a reader of the plugin's own.
  public static <T> Setting<T> of(
      String key, String kind, Function<String, T> reader, String help) {
    return new Setting<>(key, kind, reader, Optional.empty(), false, help);
  }

  /// Return the same setting with a default, written as the operator would write it.
  public Setting<T> or(String text) {
    return new Setting<>(key, kind, reader, Optional.of(text), secret, help);
  }
}
