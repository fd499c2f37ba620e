package io.cofre.core.boot;

import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.core.admin.bucket.BucketSealing;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.Buckets;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.suggest.Suggestion;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How the operator has buckets sealed, checked against what there is.
///
/// @param buckets keep it
/// @param usual what applies where nothing is chosen
/// @param services what there is
record ChosenSealing(Buckets buckets, CofreConfig.Encryption usual, SealingServices services)
    implements BucketSealing {

  /// Asks the buckets.
  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws IOException;
  }

  @Override
  public Choice find(String bucket) throws IOException {
    var chosen = asked(() -> buckets.sealing(bucket));
    return new Choice(
        said(chosen.kms()),
        said(chosen.key()),
        said(chosen.cipher()),
        chosen.segmentBytes() == 0 ? OptionalInt.empty() : OptionalInt.of(chosen.segmentBytes()));
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  @Override
  public Choice effective(String bucket) throws IOException {
    Choice chosen = find(bucket);
    return new Choice(
        Optional.of(chosen.kms().orElse(usual.kms())),
        Optional.of(chosen.key().orElse(usual.key())),
        Optional.of(chosen.cipher().orElse(usual.cipher())),
        OptionalInt.of(chosen.segmentSize().orElse(usual.segmentSize())));
  }

  @Override
  public void put(String bucket, Choice choice) throws IOException {
    choice.kms().ifPresent(kms -> require("kms", "KMS", services.kms(), kms));
    choice.cipher().ifPresent(cipher -> require("cipher", "cipher", services.ciphers(), cipher));
    if (choice.kms().isPresent() || choice.key().isPresent()) {
      requireKey(choice.kms().orElse(usual.kms()), choice.key().orElse(usual.key()));
    }
    var sealing =
        new io.cofre.core.object.model.BucketSealing(
            choice.kms().orElse(""),
            choice.key().orElse(""),
            choice.cipher().orElse(""),
            choice.segmentSize().orElse(0));
    boolean _ =
        asked(() -> {
          buckets.seal(bucket, sealing);
          return true;
        });
  }

  private static void require(String field, String what, Set<String> known, String name) {
    if (!known.contains(name)) {
      String cure =
          Suggestion.among(known, name)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("there are: " + String.join(", ", known.stream().sorted().toList()));
      throw invalid("'%s': there is no such %s; %s".formatted(field, what, cure));
    }
  }

  private void requireKey(String name, String key) {
    try {
      Kms kms = services.instances().get(name);
      KeyId id = new KeyId(key);
      if (kms != null) {
        kms.administration().map(keys -> keys.describe(id)).ifPresent(ChosenSealing::requireUsable);
      }
    } catch (IllegalArgumentException e) {
      throw invalid("'key': " + e.getMessage());
    } catch (KmsException e) {
      if (e.reason().retryable()) {
        throw AdminFailure.later(AdminError.UNAVAILABLE, String.valueOf(e.getMessage()), 5);
      }
      if (e.reason() != Reason.UNSUPPORTED && e.reason() != Reason.ACCESS_DENIED) {
        throw invalid("'key': " + e.getMessage());
      }
    }
  }

  private static void requireUsable(KeyDescription key) {
    if (key.state() != KeyDescription.State.ENABLED) {
      String state = key.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
      throw invalid("'key': the key is " + state);
    }
  }

  private static AdminFailure invalid(String message) {
    return new AdminFailure(AdminError.INVALID, message);
  }

  private static <T> T asked(Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (ObjectFailure e) {
      if (e.reason() == ObjectFailure.Reason.NO_SUCH_BUCKET) {
        throw new AdminFailure(AdminError.NOT_FOUND, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
