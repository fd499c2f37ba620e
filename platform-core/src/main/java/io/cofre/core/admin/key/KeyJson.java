package io.cofre.core.admin.key;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.Health;
import io.cofre.core.admin.health.HealthPages;
import io.cofre.core.observe.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Key management systems and keys as documents.
final class KeyJson {
  private KeyJson() {}

  static Json kms(String name, Kms kms, Health health) {
    Optional<KeyAdministration> administration = kms.administration();
    List<String> actions =
        administration.stream()
            .flatMap(a -> a.actions().stream())
            .map(KeyJson::word)
            .sorted()
            .toList();
    return Json.object()
        .member("kms", name)
        .member("health", HealthPages.json(health))
        .member("binds-context", kms.traits().bindsContext())
        .member("rotates", kms.traits().rotates())
        .member("rewraps", kms.rewrap().isPresent())
        .member("administers", administration.isPresent())
        .texts("actions", actions);
  }

  static Json key(String kms, KeyDescription key) {
    Json json =
        Json.object()
            .member("kms", kms)
            .member("key", key.key().value())
            .member("state", word(key.state()))
            .member("version", key.version());
    key.created().ifPresent(when -> json.member("created", when.toString()));
    return json;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String word(KeyAction action) {
    return word((Enum<?>) action);
  }
}
