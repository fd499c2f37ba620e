package io.cofre.kms.http;

import io.cofre.api.plugin.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings that are one of a few words: the constants of an enum in lower case, with dashes.
public final class ChoiceSetting {
  private ChoiceSetting() {}

  /// Describe one.
  public static <E extends Enum<E>> Setting<E> of(String key, Class<E> type, String help) {
    return of(key, type, ChoiceSetting::word, help);
  }

  /// Describe one whose words are others: those of the KMS.
  public static <E extends Enum<E>> Setting<E> of(
      String key, Class<E> type, Function<E, String> word, String help) {
    return Setting.of(key, "choice", text -> chosen(type, word, text), help);
  }

  private static <E extends Enum<E>> E chosen(
      Class<E> type, Function<E, String> word, String text) {
    List<E> all = Arrays.asList(type.getEnumConstants());
    return all.stream()
        .filter(constant -> word.apply(constant).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                all.stream().map(word).collect(Collectors.joining(", ", "expected one of ", ""))));
  }

  /// What operators write for a constant.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
