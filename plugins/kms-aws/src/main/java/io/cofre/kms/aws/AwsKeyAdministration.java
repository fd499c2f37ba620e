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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// Administers the keys of one account and region.
///
/// A key is listed by each of its aliases, or by its ARN where it has none.
///
/// @param multiRegion whether new keys are multi-Region keys
/// @param window the days that a deletion waits
record AwsKeyAdministration(Connection aws, boolean multiRegion, int window)
    implements KeyAdministration {
  private static final String NO_ALIAS =
      "AWS chooses ids: create a key by an alias of letters, digits, / _ and -, not ";
  private static final int LOOKS = 20;
  private static final long BETWEEN_LOOKS = 500_000_000; // nanoseconds

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.values());
  }

  @Override
  public KeyDescription create(KeyId key) {
    String alias =
        Connection.alias(key)
            .orElseThrow(() -> new KmsException(Reason.UNSUPPORTED, NO_ALIAS + key));
    if (Lookup.find(() -> metadata(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw new KmsException(Reason.KEY_EXISTS, "the alias %s is there already".formatted(alias));
    }
    String note = "Cofre " + key;
    var made =
        aws.call(
            "CreateKey",
            alias,
            (kms, _) -> kms.createKey(r -> r.multiRegion(multiRegion).description(note)));
    String id = made.keyMetadata().keyId();
    try {
      aws.call(
          "CreateAlias",
          alias,
          (kms, name) -> kms.createAlias(r -> r.aliasName(name).targetKeyId(id)));
    } catch (KmsException e) {
      schedule(id); // nobody knows this key
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

  /// The id, for actions that take no alias.
  private String id(KeyId key) {
    return metadata(key).keyId();
  }

  private KeyMetadata metadata(KeyId key) {
    String name = aws.requested(key);
    return aws.call("DescribeKey", name, (kms, _) -> kms.describeKey(r -> r.keyId(name)))
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
        aws.call(
            "ListAliases", "*", (kms, _) -> kms.listAliasesPaginator().aliases().stream().toList());
    var keys =
        aws.call("ListKeys", "*", (kms, _) -> kms.listKeysPaginator().keys().stream().toList());
    var names =
        aliases.stream()
            .filter(alias -> alias.targetKeyId() != null)
            .collect(groupingBy(AliasListEntry::targetKeyId, mapping(this::shown, toList())));
    return keys.stream()
        .flatMap(key -> ours(new KeyId(key.keyArn())))
        .flatMap(told ->
            names.getOrDefault(told.keyId(), List.of(new KeyId(told.arn()))).stream()
                .map(name -> described(name, told)))
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  /// Looks at a key; none where it wraps no data keys, is not for us to see, or is just gone.
  private Stream<KeyMetadata> ours(KeyId arn) {
    return Lookup.find(() -> metadata(arn), Reason.ACCESS_DENIED, Reason.KEY_NOT_FOUND)
        .filter(told -> told.keyManager() == KeyManagerType.CUSTOMER)
        .filter(told -> told.keySpec() == KeySpec.SYMMETRIC_DEFAULT)
        .stream();
  }

  /// The shortest name that leads back to an alias.
  private KeyId shown(AliasListEntry entry) {
    String alias = entry.aliasName();
    KeyId plain = new KeyId(alias.substring("alias/".length()));
    return aws.requested(plain).equals(alias) ? plain : new KeyId(alias);
  }

  /// AWS rotates in the background; this waits up to ten seconds for it, then tells what is.
  @Override
  public KeyDescription rotate(KeyId key) {
    KeyMetadata before = metadata(key);
    aws.call(
        "RotateKeyOnDemand", before.keyId(), (kms, id) -> kms.rotateKeyOnDemand(r -> r.keyId(id)));
    KeyDescription now = describe(key);
    for (int i = 0; i < LOOKS && now.version().equals(before.currentKeyMaterialId()); i++) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
      now = Thread.currentThread().isInterrupted() ? now : describe(key);
    }
    return now;
  }

  @Override
  public void enable(KeyId key) {
    aws.call("EnableKey", id(key), (kms, id) -> kms.enableKey(r -> r.keyId(id)));
  }

  @Override
  public void disable(KeyId key) {
    aws.call("DisableKey", id(key), (kms, id) -> kms.disableKey(r -> r.keyId(id)));
  }

  @Override
  public void delete(KeyId key) {
    schedule(id(key));
  }

  private void schedule(String id) {
    aws.call(
        "ScheduleKeyDeletion",
        id,
        (kms, _) -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(window)));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    aws.call("CancelKeyDeletion", id(key), (kms, id) -> kms.cancelKeyDeletion(r -> r.keyId(id)));
    return describe(key);
  }
}
