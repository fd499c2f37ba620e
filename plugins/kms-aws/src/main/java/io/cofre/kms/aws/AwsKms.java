package io.cofre.kms.aws;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.FullKms;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.NotAuthentic;
import io.cofre.kms.http.Probe;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// Wraps with the symmetric keys of AWS KMS in one account and region, and administers them.
/// Thread-safe.
///
/// A key is listed by each of its aliases, or by its ARN where it has none.
final class AwsKms extends Connection implements FullKms {
  private static final int LONGEST_BLOB = 6144; // of Decrypt, by the API's model
  private static final String NO_ALIAS = "AWS chooses ids: use an alias ([a-zA-Z0-9/_-]), not ";
  private static final int LOOKS = 20;
  private static final long BETWEEN_LOOKS = 500_000_000; // nanoseconds
  private final List<KeyId> probe; // none for a look at the aliases
  private final boolean multiRegion;
  private final int window; // the days that a deletion waits

  AwsKms(Settings settings, PluginContext context) {
    super(settings, context);
    probe = settings.find(AwsKmsProvider.HEALTH_KEY).map(KeyId::new).stream().toList();
    multiRegion = settings.get(AwsKmsProvider.MULTI_REGION);
    window = settings.get(AwsKmsProvider.WINDOW);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    var facts = written(context);
    return dataKey.use(bytes -> {
      var plain = SdkBytes.fromByteArrayUnsafe(bytes);
      var answer =
          call(
              "Encrypt",
              requested(key),
              (kms, id) -> kms.encrypt(r -> r.keyId(id).plaintext(plain).encryptionContext(facts)));
      return wrapped(answer, "KeyMaterialId");
    });
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    var facts = written(context);
    var answer =
        call(
            "GenerateDataKey",
            requested(key),
            (kms, id) ->
                kms.generateDataKey(r -> r.keyId(id).keySpec("AES_256").encryptionContext(facts)));
    WrappedKey wrapped = wrapped(answer, "KeyMaterialId");
    return new GeneratedKey(plain(answer), wrapped);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    SdkBytes blob = blob(wrapped);
    var facts = written(context);
    return plain(
        call(
            "Decrypt",
            requested(wrapped.key()),
            (kms, id) ->
                kms.decrypt(r -> r.keyId(id).ciphertextBlob(blob).encryptionContext(facts))));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of(this::rewrap);
  }

  private WrappedKey rewrap(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to) {
    String source = requested(wrapped.key());
    String target = requested(key);
    SdkBytes blob = blob(wrapped);
    var answer =
        call(
            "ReEncrypt*",
            source + " to " + target,
            (kms, _) ->
                kms.reEncrypt(r ->
                    r.sourceKeyId(source)
                        .ciphertextBlob(blob)
                        .sourceEncryptionContext(written(from))
                        .destinationKeyId(target)
                        .destinationEncryptionContext(written(to))));
    return wrapped(answer, "DestinationKeyMaterialId");
  }

  /// AWS refuses empty texts in an encryption context (`Invalid EncryptionContext`). An empty text
  /// is written as `%`, and a text that begins with `%` gets another one in front, so that no two
  /// contexts become the same. All other texts stay as they are, for policies and logs.
  private static Map<String, String> written(KeyContext context) {
    return context.facts().entrySet().stream()
        .collect(
            Collectors.toMap(fact -> written(fact.getKey()), fact -> written(fact.getValue())));
  }

  private static String written(String text) {
    return text.isEmpty() || text.startsWith("%") ? "%" + text : text;
  }

  private static SdkBytes blob(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length > LONGEST_BLOB) {
      throw NotAuthentic.under(wrapped.key());
    }
    return SdkBytes.fromByteArrayUnsafe(bytes);
  }

  /// @param version the field that tells the version of the key, where AWS tells it
  private WrappedKey wrapped(SdkResponse answer, String version) {
    return new WrappedKey(
        new KeyId(answer.getValueForField("KeyId", String.class).orElseThrow(this::incomplete)),
        answer.getValueForField(version, String.class).orElse(""),
        bytes(answer, "CiphertextBlob"));
  }

  private DataKey plain(SdkResponse answer) {
    return DataKeySize.adopt(bytes(answer, "Plaintext"), this::incomplete);
  }

  private byte[] bytes(SdkResponse answer, String field) {
    var found = answer.getValueForField(field, SdkBytes.class);
    return found.orElseThrow(this::incomplete).asByteArrayUnsafe();
  }

  private KmsException incomplete() {
    return new KmsException(Reason.UNEXPECTED, this + " answered incompletely");
  }

  @Override
  public Health health() {
    return Probe.run(toString(), this::probeKeys);
  }

  private void probeKeys() {
    if (probe.isEmpty()) {
      call("ListAliases", "*", (kms, _) -> kms.listAliases(r -> r.limit(1)));
    }
    for (KeyId key : probe) {
      State state = describe(key).state();
      if (state != State.ENABLED) {
        throw new KmsException(Reason.KEY_DISABLED, "the key %s is %s".formatted(key, state));
      }
    }
  }

  @Override
  public KeyDescription create(KeyId key) {
    String alias =
        alias(key).orElseThrow(() -> new KmsException(Reason.UNSUPPORTED, NO_ALIAS + key));
    if (Lookup.find(() -> metadata(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw new KmsException(Reason.KEY_EXISTS, "the alias %s is there already".formatted(alias));
    }
    var made =
        call(
            "CreateKey",
            alias,
            (kms, _) -> kms.createKey(r -> r.multiRegion(multiRegion).description("Cofre " + key)));
    String id = made.keyMetadata().keyId();
    try {
      call(
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
  @Override
  public KeyId resolve(KeyId key) {
    return new KeyId(metadata(key).arn());
  }

  /// The id, for actions that take no alias.
  private String id(KeyId key) {
    return metadata(key).keyId();
  }

  private KeyMetadata metadata(KeyId key) {
    String name = requested(key);
    return call("DescribeKey", name, (kms, _) -> kms.describeKey(r -> r.keyId(name))).keyMetadata();
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
    Map<String, List<KeyId>> names = new HashMap<>();
    call("ListAliases", "*", (kms, _) -> kms.listAliasesPaginator().aliases().stream().toList())
        .stream()
        .filter(alias -> alias.targetKeyId() != null)
        .forEach(alias ->
            names.computeIfAbsent(alias.targetKeyId(), _ -> new ArrayList<>()).add(shown(alias)));
    return call("ListKeys", "*", (kms, _) -> kms.listKeysPaginator().keys().stream().toList())
        .stream()
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
    return requested(plain).equals(alias) ? plain : new KeyId(alias);
  }

  /// AWS rotates in the background; this waits up to ten seconds for it, then tells what is.
  @Override
  public KeyDescription rotate(KeyId key) {
    KeyMetadata before = metadata(key);
    call("RotateKeyOnDemand", before.keyId(), (kms, id) -> kms.rotateKeyOnDemand(r -> r.keyId(id)));
    KeyDescription now = describe(key);
    for (int i = 0; i < LOOKS && now.version().equals(before.currentKeyMaterialId()); i++) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
      now = Thread.currentThread().isInterrupted() ? now : describe(key);
    }
    return now;
  }

  @Override
  public void enable(KeyId key) {
    call("EnableKey", id(key), (kms, id) -> kms.enableKey(r -> r.keyId(id)));
  }

  @Override
  public void disable(KeyId key) {
    call("DisableKey", id(key), (kms, id) -> kms.disableKey(r -> r.keyId(id)));
  }

  @Override
  public void delete(KeyId key) {
    schedule(id(key));
  }

  private void schedule(String id) {
    call(
        "ScheduleKeyDeletion",
        id,
        (kms, _) -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(window)));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    call("CancelKeyDeletion", id(key), (kms, id) -> kms.cancelKeyDeletion(r -> r.keyId(id)));
    return describe(key);
  }
}
