package io.cofre.kms.aws;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// Administers the keys of one account and region.
///
/// A key is listed by each of its aliases, or by its ARN where it has none.
record AwsKeyAdministration(Connection connection, Creation creation) implements KeyAdministration {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /// How keys are made and deleted.
  ///
  /// @param multiRegion whether they are multi-Region keys
  /// @param window the days that a deletion waits
  record Creation(boolean multiRegion, int window) {}

  @Override
  public Set<KeyAction> actions() {
    return EnumSet.allOf(KeyAction.class);
  }

  @Override
  public KeyDescription create(KeyId key) {
    String alias = connection.names().requested(key);
    if (!KeyNames.isAlias(alias)) {
      throw new KmsException(
          Reason.UNSUPPORTED,
          "AWS chooses ids: create a key by an alias of letters, digits, / _ and -, not " + key);
    }
    if (exists(key)) {
      throw new KmsException(Reason.KEY_EXISTS, "the alias %s is there already".formatted(alias));
    }
    String made =
        connection
            .call(
                "kms:CreateKey",
                alias,
                client ->
                    client.createKey(r ->
                        r.keySpec(KeySpec.SYMMETRIC_DEFAULT)
                            .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                            .multiRegion(creation.multiRegion())
                            .description("Cofre " + key)))
            .keyMetadata()
            .keyId();
    try {
      connection.call(
          "kms:CreateAlias",
          alias,
          client -> client.createAlias(r -> r.aliasName(alias).targetKeyId(made)));
    } catch (KmsException e) {
      schedule(made, alias); // nobody knows this key
      throw e;
    }
    return describe(key);
  }

  private boolean exists(KeyId key) {
    try {
      describe(key);
      return true;
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return described(key, metadata(connection.requested(key), connection.timeout()));
  }

  KeyDescription describe(KeyId key, Duration timeout) {
    return described(key, metadata(connection.requested(key), timeout));
  }

  /// The ARN here, of a multi-Region key as well; what wraps names it so too.
  KeyId resolve(KeyId key) {
    return new KeyId(metadata(connection.requested(key), connection.timeout()).arn());
  }

  private KeyMetadata metadata(String name, Duration timeout) {
    return connection
        .call(
            "kms:DescribeKey",
            name,
            client ->
                client.describeKey(
                    r -> r.keyId(name).overrideConfiguration(o -> o.apiCallTimeout(timeout))))
        .keyMetadata();
  }

  private static KeyDescription described(KeyId key, KeyMetadata told) {
    State state =
        switch (told.keyState()) {
          case ENABLED, UPDATING -> State.ENABLED;
          case PENDING_DELETION, PENDING_REPLICA_DELETION -> State.PENDING_DELETION;
          case CREATING, DISABLED, PENDING_IMPORT, UNAVAILABLE, UNKNOWN_TO_SDK_VERSION ->
              State.DISABLED;
        };
    String version = Optional.ofNullable(told.currentKeyMaterialId()).orElse("");
    return new KeyDescription(key, state, version, Optional.ofNullable(told.creationDate()));
  }

  @Override
  public List<KeyDescription> list() {
    Map<String, String> ids = new HashMap<>(); // the id of the key by each of its names
    connection.call(
        "kms:ListAliases",
        "*",
        client ->
            client.listAliasesPaginator().aliases().stream()
                .filter(a -> a.targetKeyId() != null && !a.aliasName().startsWith("alias/aws/"))
                .map(a -> ids.put(KeyNames.shown(a.aliasName()).value(), a.targetKeyId()))
                .count());
    Set<String> named = Set.copyOf(ids.values());
    connection.call(
        "kms:ListKeys",
        "*",
        client ->
            client.listKeysPaginator().keys().stream()
                .filter(k -> !named.contains(k.keyId()))
                .map(k -> ids.put(k.keyArn(), k.keyId()))
                .count());
    Map<String, Optional<KeyMetadata>> told = new HashMap<>();
    return ids.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(e ->
            told.computeIfAbsent(e.getValue(), this::ours).stream()
                .map(metadata -> described(new KeyId(e.getKey()), metadata)))
        .toList();
  }

  /// Looks at a key; none where it wraps no data keys, is not for us to see, or is just gone.
  private Optional<KeyMetadata> ours(String id) {
    try {
      return Optional.of(metadata(id, connection.timeout()))
          .filter(m -> m.keyManager() == KeyManagerType.CUSTOMER)
          .filter(m -> m.keySpec() == KeySpec.SYMMETRIC_DEFAULT)
          .filter(m -> m.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT);
    } catch (KmsException e) {
      if (e.reason() == Reason.ACCESS_DENIED || e.reason() == Reason.KEY_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// AWS rotates in the background; this waits up to ten seconds for it, then tells what is.
  @Override
  public KeyDescription rotate(KeyId key) {
    String id = id(key);
    KeyDescription before = describe(key);
    connection.call(
        "kms:RotateKeyOnDemand", id, client -> client.rotateKeyOnDemand(r -> r.keyId(id)));
    KeyDescription now = describe(key);
    for (int i = 0; i < LOOKS && !now.version().isEmpty() && now.equals(before); i++) {
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return now;
      }
      now = describe(key);
    }
    return now;
  }

  @Override
  public void enable(KeyId key) {
    String id = id(key);
    connection.call("kms:EnableKey", id, client -> client.enableKey(r -> r.keyId(id)));
  }

  @Override
  public void disable(KeyId key) {
    String id = id(key);
    connection.call("kms:DisableKey", id, client -> client.disableKey(r -> r.keyId(id)));
  }

  @Override
  public void delete(KeyId key) {
    String id = id(key);
    schedule(id, id);
  }

  private void schedule(String id, String subject) {
    connection.call(
        "kms:ScheduleKeyDeletion",
        subject,
        client ->
            client.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(creation.window())));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    String id = id(key);
    connection.call(
        "kms:CancelKeyDeletion", id, client -> client.cancelKeyDeletion(r -> r.keyId(id)));
    return describe(key);
  }

  /// These actions take no alias.
  private String id(KeyId key) {
    return metadata(connection.requested(key), connection.timeout()).keyId();
  }
}
