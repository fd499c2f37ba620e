package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KeyDescription.State;

/// What a key file holds.
///
/// @param key its name
/// @param state whether it may be used; `PENDING_DELETION` stands for deleted
/// @param created when it was made, in milliseconds since 1970
/// @param version how many versions it has had
/// @param wraps how many wraps of the newest version were used or set aside
/// @param keyset the versions, secret
record KeyRecord(KeyId key, State state, long created, int version, long wraps, byte[] keyset) {
  private static final byte LAYOUT_1 = 1;
  private static final byte LAYOUT_2 = 2;
  private static final long UNCOUNTED = 1L << 31; // layout 1 did not count: half of what is allowed
  private static final State[] STATES = {State.ENABLED, State.DISABLED, State.PENDING_DELETION};

  KeyRecord {
    keyset = keyset.clone();
  }

  static KeyRecord fresh(KeyId key, Instant now) {
    return new KeyRecord(key, State.ENABLED, now.toEpochMilli(), 1, 0, Keysets.fresh());
  }

  KeyRecord with(State other) {
    return new KeyRecord(key, other, created, version, wraps, keyset);
  }

  KeyRecord rotated() {
    return new KeyRecord(key, state, created, version + 1, 0, Keysets.rotated(keyset));
  }

  /// The same key with more wraps set aside.
  KeyRecord withWraps(long all) {
    return new KeyRecord(key, state, created, version, all, keyset);
  }

  KeyRecord deleted() {
    return new KeyRecord(key, State.PENDING_DELETION, created, version, 0, new byte[0]);
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
    return ByteBuffer.allocate(26 + name.length + keyset.length)
        .put(LAYOUT_2)
        .put((byte) Arrays.asList(STATES).indexOf(state))
        .putLong(created)
        .putInt(version)
        .putLong(wraps)
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
      if ((layout != LAYOUT_1 && layout != LAYOUT_2) || state < 0 || state >= STATES.length) {
        throw new IllegalArgumentException("a record of another layout");
      }
      long created = in.getLong();
      int version = in.getInt();
      long wraps = layout == LAYOUT_1 ? UNCOUNTED : in.getLong();
      String name = new String(take(in, in.getInt()), StandardCharsets.UTF_8);
      return new KeyRecord(
          new KeyId(name), STATES[state], created, version, wraps, take(in, in.remaining()));
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
