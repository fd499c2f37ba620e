package io.cofre.kms.local;

import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What a key file holds.
///
/// @param key its name
/// @param state whether it may be used; `PENDING_DELETION` stands for deleted
/// @param created when it was made, in milliseconds since 1970
/// @param version how many versions it has had
/// @param keyset the versions, secret
record KeyRecord(KeyId key, State state, long created, int version, byte[] keyset) {
  private static final byte LAYOUT = 1;
  private static final State[] STATES = {State.ENABLED, State.DISABLED, State.PENDING_DELETION};

  KeyRecord {
    keyset = keyset.clone();
  }

  static KeyRecord fresh(KeyId key, Instant now) {
    return new KeyRecord(key, State.ENABLED, now.toEpochMilli(), 1, Keysets.fresh());
  }

  KeyRecord with(State other) {
    return new KeyRecord(key, other, created, version, keyset);
  }

  KeyRecord with(byte[] rotated) {
    return new KeyRecord(key, state, created, version + 1, rotated);
  }

  KeyRecord deleted() {
    return new KeyRecord(key, State.PENDING_DELETION, created, version, new byte[0]);
  }

  boolean isDeleted() {
    return state == State.PENDING_DELETION;
  }

  KeyDescription describe() {
    return new KeyDescription(
        key, state, Integer.toString(version), Optional.of(Instant.ofEpochMilli(created)));
  }

  byte[] encoded() {
    byte[] name = key.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(18 + name.length + keyset.length)
        .put(LAYOUT)
        .put((byte) Arrays.asList(STATES).indexOf(state))
        .putLong(created)
        .putInt(version)
        .putInt(name.length)
        .put(name)
        .put(keyset)
        .array();
  }

  /// @throws IllegalArgumentException if it is no such record
  static KeyRecord decode(byte[] bytes) {
    try {
      var in = ByteBuffer.wrap(bytes);
      int layout = in.get();
      int state = in.get();
      if (layout != LAYOUT || state < 0 || state >= STATES.length) {
        throw new IllegalArgumentException("a record of another layout");
      }
      long created = in.getLong();
      int version = in.getInt();
      String name = new String(take(in, in.getInt()), StandardCharsets.UTF_8);
      return new KeyRecord(
          new KeyId(name), STATES[state], created, version, take(in, in.remaining()));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a record that was cut", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  @Override
  public byte[] keyset() {
    return keyset.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRecord that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "KeyRecord[" + key + ", " + state + ", version " + version + "]";
  }
}
