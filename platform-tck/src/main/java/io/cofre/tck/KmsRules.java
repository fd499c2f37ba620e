package io.cofre.tck;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.WrappedKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/// What the tests of a KMS share: the instance under test, and keys and contexts to try.
abstract class KmsRules {
  static final KeyContext CONTEXT =
      KeyContext.of(Map.of("bucket", "photos", "key", "2026/a b.jpg", "version", "7"));

  final Random random = new Random(20_260_101);
  private final List<Kms> opened = new ArrayList<>();
  private final List<KeyId> made = new ArrayList<>();

  /// Open an instance of the KMS under test; every call opens another instance of the same KMS. The
  /// contract closes it.
  protected abstract Kms open();

  /// Name a key that is there, enabled, and may be used for wrapping. No test changes it.
  protected abstract KeyId key();

  /// Name a key that is not there, in the form that the KMS takes.
  protected KeyId unknownKey() {
    return new KeyId("cofre-tck-%08x".formatted(new Random().nextInt()));
  }

  /// Name a key that is there and disabled, where the connection cannot disable one itself.
  protected Optional<KeyId> disabledKey() {
    return Optional.empty();
  }

  /// Open an instance whose KMS cannot be reached, an unused port, say; empty only for a KMS inside
  /// the process. The contract closes it.
  protected Optional<Kms> openUnreachable() {
    return Optional.empty();
  }

  /// Open another KMS of the same kind that holds no keys; empty where none can be had. The
  /// contract closes it.
  protected Optional<Kms> openEmpty() {
    return Optional.empty();
  }

  /// Tokens, passwords and the like that the instances were opened with: no message may show them.
  protected List<String> secrets() {
    return List.of();
  }

  /// Open an instance that is closed when the test ends.
  final Kms kms() {
    return closedLater(open());
  }

  /// Close an instance when the test ends.
  final Kms closedLater(Kms kms) {
    opened.add(kms);
    return kms;
  }

  @AfterEach
  final void removeAndCloseAll() {
    if (!made.isEmpty()) {
      try (Kms last = open()) {
        made.forEach(key -> last.administration().ifPresent(a -> removed(a, key)));
      }
    }
    opened.forEach(KmsRules::closeAgain);
  }

  /// Most tests leave the instance open; whether it may be closed twice, K9 asks.
  private static void closeAgain(Kms kms) {
    try {
      kms.close();
    } catch (RuntimeException e) {
      System.getLogger(KmsRules.class.getName())
          .log(System.Logger.Level.INFO, "closing at the end of a test failed: " + e);
    }
  }

  private static void removed(KeyAdministration administration, KeyId key) {
    try {
      administration.delete(key);
    } catch (KmsException e) {
      System.getLogger(KmsRules.class.getName())
          .log(System.Logger.Level.INFO, "a key of a test stays: " + e.reason());
    }
  }

  /// Skip the test unless the administration can do something.
  static void requireAction(KeyAdministration keys, KeyAction action) {
    Assumptions.assumeTrue(
        keys.actions().contains(action), () -> "the actions here are " + keys.actions());
  }

  /// Make a key that is deleted when the test ends.
  final KeyId freshKey(KeyAdministration administration) {
    requireAction(administration, KeyAction.CREATE);
    KeyId key = administration.create(unknownKey()).key();
    made.add(key);
    return key;
  }

  /// Delete a key by the test's own hand when it ends.
  final void deleteLater(KeyId key) {
    made.add(key);
  }

  static KeyAdministration administration(Kms kms) {
    Optional<KeyAdministration> facet = kms.administration();
    Assumptions.assumeTrue(
        facet.isPresent(), "this connection administers no keys, and says so by an empty Optional");
    return facet.orElseThrow();
  }

  DataKey dataKey() {
    byte[] bytes = new byte[DataKey.SIZE];
    random.nextBytes(bytes);
    return DataKey.adopt(bytes);
  }

  static String hex(DataKey key) {
    return key.use(HexFormat.of()::formatHex);
  }

  /// Check that a wrapped key unwraps to a data key.
  static void unwraps(
      Rule rule, Kms kms, WrappedKey wrapped, KeyContext context, DataKey promised) {
    try (DataKey seen = kms.unwrap(wrapped, context)) {
      rule.holds(promised.equals(seen), () -> "the unwrapped key is not the key that was wrapped");
    } catch (KmsException e) {
      rule.holds(false, () -> "unwrapping failed with " + e.reason() + ": " + e.getMessage());
    }
  }
}
