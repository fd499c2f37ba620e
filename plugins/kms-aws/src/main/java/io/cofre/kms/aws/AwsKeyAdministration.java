package io.cofre.kms.aws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Lookup;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// Administers the keys of one account and region.
///
/// A key is listed by each of its aliases, or by its ARN where it has none.
///
/// @param multiRegion whether new keys are multi-Region keys
/// @param window the days that a deletion waits
record AwsKeyAdministration(Connection connection, boolean multiRegion, int window)
    implements KeyAdministration {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

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
    if (Lookup.find(() -> metadata(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw new KmsException(Reason.KEY_EXISTS, "the alias %s is there already".formatted(alias));
    }
    var request =
        CreateKeyRequest.builder()
            .keySpec(KeySpec.SYMMETRIC_DEFAULT)
            .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
            .multiRegion(multiRegion)
            .description("Cofre " + key)
            .build();
    var made = connection.call("kms:CreateKey", alias, kms -> kms.createKey(request));
    String id = made.keyMetadata().keyId();
    try {
      connection.call(
          "kms:CreateAlias",
          alias,
          kms -> kms.createAlias(r -> r.aliasName(alias).targetKeyId(id)));
    } catch (KmsException e) {
      schedule(id, alias); // nobody knows this key
      throw e;
    }
    return describe(key);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return described(key, metadata(key));
  }

  /// The ARN here, of a multi-Region key as well; what wraps names it so too.
  KeyId resolve(KeyId key) {
    return new KeyId(metadata(key).arn());
  }

  private KeyMetadata metadata(KeyId key) {
    String name = connection.requested(key);
    return connection
        .call("kms:DescribeKey", name, kms -> kms.describeKey(r -> r.keyId(name)))
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
    var aliases =
        connection.call(
            "kms:ListAliases",
            "*",
            kms ->
                kms.listAliasesPaginator().aliases().stream()
                    .filter(a -> a.targetKeyId() != null)
                    .collect(
                        groupingBy(
                            AliasListEntry::targetKeyId,
                            mapping(a -> KeyNames.shown(a.aliasName()), toList()))));
    var keys =
        connection.call(
            "kms:ListKeys", "*", kms -> kms.listKeysPaginator().keys().stream().toList());
    return keys.stream()
        .flatMap(key -> {
          List<KeyId> names = aliases.getOrDefault(key.keyId(), List.of(new KeyId(key.keyArn())));
          return ours(key).flatMap(told -> names.stream().map(name -> described(name, told)));
        })
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  /// Looks at a key; none where it wraps no data keys, is not for us to see, or is just gone.
  private Stream<KeyMetadata> ours(KeyListEntry key) {
    return Lookup.find(
        () -> metadata(new KeyId(key.keyArn())), Reason.ACCESS_DENIED, Reason.KEY_NOT_FOUND)
        .filter(m -> m.keyManager() == KeyManagerType.CUSTOMER)
        .filter(m -> m.keySpec() == KeySpec.SYMMETRIC_DEFAULT)
        .filter(m -> m.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT)
        .stream();
  }

  /// AWS rotates in the background; this waits up to ten seconds for it, then tells what is.
  @Override
  public KeyDescription rotate(KeyId key) {
    KeyMetadata before = metadata(key);
    String id = before.keyId();
    connection.call("kms:RotateKeyOnDemand", id, kms -> kms.rotateKeyOnDemand(r -> r.keyId(id)));
    KeyDescription old = described(key, before);
    KeyDescription now = describe(key);
    for (int i = 0; i < LOOKS && !now.version().isEmpty() && now.equals(old); i++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return now;
      }
      now = describe(key);
    }
    return now;
  }

  @Override
  public void enable(KeyId key) {
    String id = id(key);
    connection.call("kms:EnableKey", id, kms -> kms.enableKey(r -> r.keyId(id)));
  }

  @Override
  public void disable(KeyId key) {
    String id = id(key);
    connection.call("kms:DisableKey", id, kms -> kms.disableKey(r -> r.keyId(id)));
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
        kms -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(window)));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    String id = id(key);
    connection.call("kms:CancelKeyDeletion", id, kms -> kms.cancelKeyDeletion(r -> r.keyId(id)));
    return describe(key);
  }

  /// These actions take no alias.
  private String id(KeyId key) {
    return metadata(key).keyId();
  }
}
