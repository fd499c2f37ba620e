package io.cofre.kms.kmip;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Wraps with the keys of a KMIP server. Thread-safe.
final class KmipKms implements Kms {
  private static final Duration PROBE = Duration.ofMillis(900);
  private static final int QUERY_OPERATIONS = 1;

  private final KmipClient client;
  private final CipherMode mode;
  private final KeyObjects objects;
  private final Wrapping wrapping;

  KmipKms(KmipClient client, CipherMode mode) {
    this.client = client;
    this.mode = mode;
    this.objects = new KeyObjects(client);
    this.wrapping = new Wrapping(new ServerCipher(client));
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    String id = "";
    try {
      id = objects.newest(key);
      byte layout = mode.layout(client.version(client.timeout()));
      Envelope envelope = wrapped(layout, key, id, dataKey, context);
      return new WrappedKey(key, id, envelope.encoded(key));
    } catch (Refusal e) {
      throw failed("to wrap under the key " + key, key, id, e);
    }
  }

  private Envelope wrapped(byte layout, KeyId key, String id, DataKey dataKey, KeyContext context)
      throws Refusal {
    try (DataKey copy = dataKey.copy()) {
      byte[] plain = copy.use(byte[]::clone);
      try {
        return wrapping.wrap(layout, key, id, plain, context);
      } finally {
        java.util.Arrays.fill(plain, (byte) 0);
      }
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    Envelope envelope = Envelope.decode(wrapped.bytes(), key).orElseThrow(() -> notAuthentic(key));
    try {
      return wrapping.unwrap(envelope, key, context).orElseThrow(() -> notAuthentic(key));
    } catch (Refusal e) {
      if (e.is(Failures.CRYPTOGRAPHIC_FAILURE) || isBlamedOnTheWrap(envelope, e)) {
        throw notAuthentic(key);
      }
      throw failed("to unwrap under the key " + key, key, envelope.id(), e);
    }
  }

  /// Some servers say no more than that something failed. If they encrypt under the same object at
  /// the same time, it was not they who failed.
  private boolean isBlamedOnTheWrap(Envelope envelope, Refusal refusal) {
    try {
      return refusal.is(Failures.GENERAL_FAILURE)
          && envelope.layout() == Envelope.BY_SERVER
          && wrapping.works(envelope.id());
    } catch (Refusal _) {
      return false;
    }
  }

  private KmsException notAuthentic(KeyId key) {
    return client
        .channel()
        .failure(
            Reason.NOT_AUTHENTIC,
            "the key %s did not wrap this, or for something else".formatted(key));
  }

  /// Servers answer in many ways that a key is not active: its state tells.
  private KmsException failed(String what, KeyId key, String id, Refusal refusal) {
    if (!id.isEmpty()
        && refusal.is(
            Failures.PERMISSION_DENIED, Failures.ILLEGAL_OPERATION, Failures.GENERAL_FAILURE)) {
      try {
        KeyObject object = objects.object(id);
        if (!object.isActive()) {
          return client
              .channel()
              .failure(
                  object.isDestroyed() ? Reason.KEY_NOT_FOUND : Reason.KEY_DISABLED,
                  "the key %s (%s) is %s".formatted(key, id, object.stateName()));
        }
        if (refusal.is(Failures.ILLEGAL_OPERATION)) {
          return Failures.of(client.channel(), Reason.ACCESS_DENIED, what, refusal);
        }
      } catch (Refusal _) {
        // the first answer tells more
      }
    }
    return Failures.of(client.channel(), what, refusal);
  }

  @Override
  public Health health() {
    long start = System.nanoTime();
    try {
      Duration time = PROBE.compareTo(client.timeout()) < 0 ? PROBE : client.timeout();
      client.version(time);
      Duration left = time.minusNanos(System.nanoTime() - start);
      List<Integer> offered =
          client.call(
              Operation.QUERY,
              (out, _) -> out.enumeration(Tag.QUERY_FUNCTION, QUERY_OPERATIONS),
              payload -> payload.numbers(Tag.OPERATION).toList(),
              left.isPositive() ? left : Duration.ofMillis(1));
      for (Operation needed : List.of(Operation.LOCATE, Operation.ENCRYPT, Operation.DECRYPT)) {
        if (!offered.contains(needed.code())) {
          return new Health.Down(
              "KMIP server at %s does not offer %s to this client"
                  .formatted(client.channel().server(), needed));
        }
      }
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (Refusal e) {
      return new Health.Down(
          String.valueOf(Failures.of(client.channel(), "a query", e).getMessage()));
    } catch (KmsException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new KmipKeyAdministration(client.channel(), objects));
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "KmipKms[" + client.channel().server() + "]";
  }
}
