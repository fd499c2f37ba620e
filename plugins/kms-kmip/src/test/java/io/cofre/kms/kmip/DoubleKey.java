package io.cofre.kms.kmip;

import io.cofre.kmip.wire.ManagedObject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of the double, with the dates and the states of the specification.
final class DoubleKey {
  private static final long NEVER = Long.MAX_VALUE;
  final String id;
  final byte[] material = new byte[32];
  final SortedMap<Integer, String> names = new TreeMap<>();
  final long initial = now();
  private long activation = NEVER;
  private long deactivation = NEVER;
  int state = ManagedObject.PRE_ACTIVE;
  String replaced = "";
  String replacement = "";
  private int nextIndex;

  DoubleKey(String id) {
    this.id = id;
    new SecureRandom().nextBytes(material);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  /// The index of an instance never changes, and is not given to another one.
  void addName(String name) {
    names.put(nextIndex++, name);
  }

  boolean isDestroyed() {
    return state >= ManagedObject.DESTROYED;
  }

  /// Be in a state whatever came before, as nobody could make it be over the wire.
  void become(int other) {
    state = other;
    activation = other == ManagedObject.PRE_ACTIVE ? NEVER : activation;
  }

  void activate() {
    activation = now();
    advance();
  }

  void deactivate() {
    deactivation = now();
    advance();
  }

  /// Move to the state that the dates ask for, if they have come.
  void advance() {
    if (state == ManagedObject.PRE_ACTIVE && activation <= now()) {
      state = ManagedObject.ACTIVE;
    }
    if (state == ManagedObject.ACTIVE && deactivation <= now()) {
      state = ManagedObject.DEACTIVATED;
    }
  }

  /// Take the place of another key, as by a re-key: its names, and its dates if it has them, moved
  /// so that this key is activated some seconds after its making.
  void replace(DoubleKey old, List<Integer> offset) {
    old.names.values().forEach(this::addName);
    old.names.clear();
    old.replacement = id;
    replaced = old.id;
    activation = old.activation;
    deactivation = old.deactivation;
    if (!offset.isEmpty() && old.activation != NEVER) {
      activation = initial + offset.getFirst();
      deactivation += deactivation == NEVER ? 0 : activation - old.activation;
    }
    advance();
  }

  /// Whether there is no date of activation that others could be moved with.
  boolean hasDatesWithoutActivation() {
    return activation == NEVER && deactivation != NEVER;
  }

  /// The links to other objects, by their types.
  Map<Integer, String> links() {
    Map<Integer, String> links = new TreeMap<>(Map.of(0x106, replacement, 0x107, replaced));
    links.values().removeIf(String::isEmpty);
    return links;
  }

  byte[] gcm(int mode, byte[] nonce, byte[] associated, byte[] data) throws KmipDouble.Failure {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(data);
    } catch (AEADBadTagException e) {
      throw new KmipDouble.Failure(0x0A, "the tag does not match");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] cbc(int mode, byte[] iv, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(material, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
