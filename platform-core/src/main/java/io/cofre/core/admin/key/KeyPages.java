package io.cofre.core.admin.key;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.plugin.Health;
import io.cofre.core.admin.health.Probes;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.admin.message.AdminOperation;
import io.cofre.core.admin.message.AdminRequest;
import io.cofre.core.admin.route.Route;
import io.cofre.core.observe.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// What can be asked of key management systems and their keys. Thread-safe.
///
/// Key ids are one segment of the path, percent-encoded. No answer holds key material: a KMS gives
/// none.
public final class KeyPages {
  private static final String ALL = "/v1/kms";
  private static final String ONE = ALL + "/{kms}";
  private static final String KEYS = ONE + "/keys";
  private static final String KEY = KEYS + "/{key}";
  private final Instances instances;
  private final Probes probes;
  private final KeyDeletion deletion;

  /// Make them.
  ///
  /// @param kms the open instances by the names in the configuration, which stay the caller's
  /// @param probes knows the health of each as `kms.NAME`
  /// @param users counts who needs a key
  public KeyPages(Map<String, Kms> kms, Probes probes, KeyUsers users) {
    this.instances = new Instances(new TreeMap<>(kms));
    this.probes = probes;
    this.deletion = new KeyDeletion(instances, users);
  }

  /// The pages.
  public List<Route> routes() {
    return List.of(
        route("GET", ALL, "AdminListKms", this::systems),
        route("GET", ONE, "AdminDescribeKms", this::system),
        route("GET", KEYS, "AdminListKeys", this::list),
        route("POST", KEYS, "AdminCreateKey", this::create),
        route("GET", KEY, "AdminDescribeKey", this::describe),
        route("DELETE", KEY, "AdminDeleteKey", deletion),
        answering("rotate", "AdminRotateKey", KeyAction.ROTATE, KeyAdministration::rotate),
        answering(
            "cancel-deletion",
            "AdminCancelKeyDeletion",
            KeyAction.CANCEL_DELETION,
            KeyAdministration::cancelDeletion),
        silent("enable", "AdminEnableKey", KeyAdministration::enable),
        silent("disable", "AdminDisableKey", KeyAdministration::disable));
  }

  private static Route route(String method, String path, String name, AdminOperation operation) {
    return Route.of(
        method,
        path,
        name,
        request -> {
          try {
            return operation.answer(request);
          } catch (KmsException failure) {
            throw KmsErrors.of(failure);
          }
        });
  }

  private Route answering(
      String verb,
      String name,
      KeyAction action,
      BiFunction<KeyAdministration, KeyId, KeyDescription> work) {
    return route(
        "POST",
        KEY + "/" + verb,
        name,
        request -> {
          request.expectNothing();
          String kms = request.name("kms");
          KeyId key = key(request.name("key"));
          return described(kms, work.apply(instances.administration(kms, action), key));
        });
  }

  private Route silent(String verb, String name, BiConsumer<KeyAdministration, KeyId> work) {
    return answering(
        verb,
        name,
        KeyAction.DISABLE,
        (administration, key) -> {
          work.accept(administration, key);
          return administration.describe(key);
        });
  }

  private AdminAnswer systems(AdminRequest request) {
    request.expectNothing();
    Map<String, Health> health = probes.ask();
    List<Json> all =
        instances.byName().entrySet().stream()
            .map(entry -> json(entry.getKey(), entry.getValue(), health))
            .toList();
    return AdminAnswer.ok(Json.object().members("kms", all));
  }

  private AdminAnswer system(AdminRequest request) {
    request.expectNothing();
    String name = request.name("kms");
    return AdminAnswer.ok(json(name, instances.find(name), probes.ask()));
  }

  private static Json json(String name, Kms kms, Map<String, Health> health) {
    Health found = health.getOrDefault("kms." + name, new Health.Down("it is not probed"));
    return KeyJson.kms(name, kms, found);
  }

  private AdminAnswer list(AdminRequest request) {
    request.expectNothing();
    String kms = request.name("kms");
    List<Json> keys =
        instances.administration(kms).list().stream().map(key -> KeyJson.key(kms, key)).toList();
    return AdminAnswer.ok(Json.object().members("keys", keys));
  }

  private AdminAnswer create(AdminRequest request) {
    request.parameters(Set.of());
    String kms = request.name("kms");
    KeyId key = key(request.fields(Set.of("key")).needText("key"));
    KeyDescription made = instances.administration(kms, KeyAction.CREATE).create(key);
    return AdminAnswer.json(201, KeyJson.key(kms, made));
  }

  private AdminAnswer describe(AdminRequest request) throws IOException {
    Map<String, String> asked = request.parameters(Set.of("users"));
    String kms = request.name("kms");
    KeyId key = key(request.name("key"));
    Json json = KeyJson.key(kms, instances.administration(kms).describe(key));
    if (asked.containsKey("users")) {
      json.member("users", deletion.users(kms, key));
    }
    return AdminAnswer.ok(json);
  }

  private static AdminAnswer described(String kms, KeyDescription key) {
    return AdminAnswer.ok(KeyJson.key(kms, key));
  }

  static KeyId key(String text) {
    try {
      return new KeyId(text);
    } catch (IllegalArgumentException e) {
      throw new AdminFailure(AdminError.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
