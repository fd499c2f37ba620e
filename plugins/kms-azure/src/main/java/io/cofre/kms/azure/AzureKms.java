package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Wraps with the keys of a vault or HSM. Thread-safe.
final class AzureKms implements Kms {
  private static final Duration PROBE = Duration.ofMillis(900);
  private static final int IV = 12;
  private static final int TAG = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private final VaultKeys keys;
  private final Algorithm algorithm;

  AzureKms(VaultKeys keys, Algorithm algorithm) {
    this.keys = keys;
    this.algorithm = algorithm;
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(algorithm == Algorithm.A256GCM, true);
  }

  /// The service wraps under disabled keys too, so their state is asked for first.
  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    KeyDescription newest = keys.describe(key);
    if (newest.state() != State.ENABLED) {
      boolean disabled = newest.state() == State.DISABLED;
      throw new KmsException(
          disabled ? Reason.KEY_DISABLED : Reason.KEY_PENDING_DELETION,
          "the key %s of Azure at %s is %s"
              .formatted(key, keys.vault(), disabled ? "disabled" : "deleted, and recoverable"));
    }
    ObjectNode body = body(context);
    dataKey.use(bytes -> body.put("value", TEXT.encodeToString(bytes)));
    boolean gcm = algorithm == Algorithm.A256GCM;
    Answer answer = sent(key, newest.version(), gcm ? "encrypt" : "wrapkey", body);
    if (!answer.ok()) {
      throw keys.failed("to wrap under the key " + key, key, answer);
    }
    byte[] value = Base64Field.read(answer, "value");
    byte[] blob =
        gcm
            ? joined(Base64Field.read(answer, "iv"), Base64Field.read(answer, "tag"), value)
            : value;
    var envelope = new Envelope(newest.version(), blob);
    return new WrappedKey(key, newest.version(), envelope.encoded(algorithm, key));
  }

  private ObjectNode body(KeyContext context) {
    ObjectNode body = VaultKeys.json().put("alg", algorithm.words());
    return algorithm == Algorithm.A256GCM
        ? body.put("aad", TEXT.encodeToString(context.encoded()))
        : body;
  }

  private Answer sent(KeyId key, String version, String operation, ObjectNode body) {
    Call call = keys.operation(key, version, operation, body);
    try {
      return keys.send(call);
    } finally {
      call.wipe();
    }
  }

  private static byte[] joined(byte[] iv, byte[] tag, byte[] value) {
    if (iv.length != IV || tag.length != TAG) {
      throw new KmsException(Reason.UNEXPECTED, "Azure gave an IV or a tag of another size");
    }
    return ByteBuffer.allocate(IV + TAG + value.length).put(iv).put(tag).put(value).array();
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    Envelope envelope =
        Envelope.decode(wrapped.bytes(), algorithm, key).orElseThrow(() -> notAuthentic(key));
    ObjectNode body = body(context);
    byte[] blob = envelope.body();
    boolean gcm = algorithm == Algorithm.A256GCM;
    if (gcm) {
      if (blob.length != IV + TAG + DataKey.SIZE) {
        throw notAuthentic(key);
      }
      body.put("iv", TEXT.encodeToString(Arrays.copyOf(blob, IV)));
      body.put("tag", TEXT.encodeToString(Arrays.copyOfRange(blob, IV, IV + TAG)));
      blob = Arrays.copyOfRange(blob, IV + TAG, blob.length);
    }
    body.put("value", TEXT.encodeToString(blob));
    Answer answer = sent(key, envelope.version(), gcm ? "decrypt" : "unwrapkey", body);
    if (answer.status() == 400) {
      throw notAuthentic(key);
    }
    if (!answer.ok()) {
      throw keys.failed("to unwrap under the key " + key, key, answer);
    }
    try {
      byte[] bytes = Base64Field.read(answer, "value");
      if (bytes.length == DataKey.SIZE) {
        return DataKey.adopt(bytes);
      }
      Arrays.fill(bytes, (byte) 0);
      throw notAuthentic(key);
    } finally {
      answer.wipe();
    }
  }

  private KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC,
        "the key %s of Azure at %s did not wrap this by %s, or for something else"
            .formatted(key, keys.vault(), algorithm.words()));
  }

  @Override
  public Health health() {
    var probe = new FutureTask<>(this::probe);
    Thread.ofVirtual().name("azure-health").start(probe); // a login takes as long as it takes
    try {
      return probe.get(PROBE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return new Health.Down(
          "Azure at %s: no answer within %d ms".formatted(keys.vault(), PROBE.toMillis()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Health.Down("the probe was interrupted");
    }
  }

  private Health probe() {
    long start = System.nanoTime();
    try {
      keys.probe();
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (KmsException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new AzureKeyAdministration(keys, algorithm));
  }

  @Override
  public void close() {
    keys.session().close();
    keys.http().close();
  }
}
