package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.Requests;
import io.cofre.kmip.wire.ResultReason;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Probe;

/// Wraps with the keys of a KMIP server. Thread-safe.
record KmipKms(KmipClient client, CipherMode mode, Keys keys, Wrapping wrapping) implements Kms {
  private static final List<Operation> NEEDED =
      List.of(Operation.LOCATE, Operation.ENCRYPT, Operation.DECRYPT);

  static KmipKms of(KmipClient client, CipherMode mode) {
    return new KmipKms(client, mode, new Keys(client), new Wrapping(client));
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String id = "";
    try {
      id = keys.newest(key);
      Envelope envelope = wrapping.wrap(mode.layout(client.version()), key, id, dataKey, context);
      return new WrappedKey(key, id, envelope.encoded(key));
    } catch (Refusal e) {
      throw failed("to wrap under the key " + key, key, id, e);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    Envelope envelope = Envelope.decode(wrapped.bytes(), key).orElseThrow(() -> notAuthentic(key));
    try {
      return wrapping.unwrap(envelope, key, context).orElseThrow(() -> notAuthentic(key));
    } catch (Refusal e) {
      if (e.is(ResultReason.CRYPTOGRAPHIC_FAILURE) || isBlamedOnTheWrap(envelope, e)) {
        throw notAuthentic(key);
      }
      throw failed("to unwrap under the key " + key, key, envelope.id(), e);
    }
  }

  /// Some servers say no more than that something failed. If they encrypt under the same object at
  /// the same time, it was not they who failed.
  private boolean isBlamedOnTheWrap(Envelope envelope, Refusal refusal) {
    try {
      return refusal.is(ResultReason.GENERAL_FAILURE)
          && envelope.layout() == Envelope.BY_SERVER
          && wrapping.works(envelope.id());
    } catch (Refusal _) {
      return false;
    }
  }

  private KmsException notAuthentic(KeyId key) {
    return client.failure(
        Reason.NOT_AUTHENTIC, "the key %s did not wrap this, or for something else".formatted(key));
  }

  /// Servers answer in many ways that a key is not active: its state tells.
  private KmsException failed(String what, KeyId key, String id, Refusal refusal) {
    if (!id.isEmpty()
        && refusal.is(
            ResultReason.PERMISSION_DENIED,
            ResultReason.ILLEGAL_OPERATION,
            ResultReason.GENERAL_FAILURE)) {
      try {
        ManagedObject object = client.call(Requests.describe(id));
        if (!object.isActive()) {
          return client.failure(
              object.isDestroyed() ? Reason.KEY_NOT_FOUND : Reason.KEY_DISABLED,
              "the key %s (%s) is %s".formatted(key, id, state(object)));
        }
        if (refusal.is(ResultReason.ILLEGAL_OPERATION)) {
          return client.refused(Reason.ACCESS_DENIED, what, refusal);
        }
      } catch (Refusal _) {
        // the first answer tells more
      }
    }
    return client.refused(what, refusal);
  }

  private static String state(ManagedObject object) {
    return switch (object.state()) {
      case ManagedObject.PRE_ACTIVE -> "pre-active: activate it";
      case ManagedObject.DEACTIVATED -> "deactivated";
      case ManagedObject.COMPROMISED -> "compromised";
      case ManagedObject.DESTROYED, ManagedObject.DESTROYED_COMPROMISED -> "destroyed";
      default -> "in state " + object.state();
    };
  }

  @Override
  public KeyId resolve(KeyId key) {
    return client.asked(
        "to tell the names of the key " + key, () -> KeyNames.one(keys.current(key), key));
  }

  @Override
  public Health health() {
    return Probe.run(client.toString(), this::probe);
  }

  private void probe() {
    List<Integer> offered = client.asked("a query", () -> client.call(Requests.operations()));
    for (Operation needed : NEEDED) {
      if (!offered.contains(needed.code())) {
        throw client.failure(
            Reason.UNSUPPORTED, "it does not offer %s to this client".formatted(needed));
      }
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new KmipKeyAdministration(client, keys));
  }

  @Override
  public void close() {
    client.close();
  }
}
