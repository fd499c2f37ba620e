package io.cofre.core.object.record;

import io.cofre.core.object.model.Protection;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.SealedKey;
import io.cofre.core.seal.Wrapping;
import java.util.List;
import java.util.Optional;

/// How an object version is sealed: clear in its record, authenticated with it.
///
/// @param mode by whose keys
/// @param layout of the bodies that hold the plaintext
/// @param wrapping how their key is kept
/// @param outer the second layer, where there is one
public record Sealing(Mode mode, Layout layout, Wrapping wrapping, Optional<Outer> outer) {

  /// A second layer.
  ///
  /// @param layout of the bodies that hold the inner ones
  /// @param key their key, sealed under the store's ([io.cofre.core.seal.LayerKeys])
  public record Outer(Layout layout, SealedKey key) {}

  /// One layer.
  public Sealing(Mode mode, Layout layout, Wrapping wrapping) {
    this(mode, layout, wrapping, Optional.empty());
  }

  /// The layouts, from the inside to the outside.
  public List<Layout> layouts() {
    return outer.map(second -> List.of(layout, second.layout())).orElseGet(() -> List.of(layout));
  }

  /// The same with the key kept otherwise.
  public Sealing with(Mode other, Wrapping wrapped) {
    return new Sealing(other, layout, wrapped, outer);
  }

  /// The envelope of the KMS, where one is needed to open the key.
  public Optional<Envelope> envelope() {
    return wrapping.kmsEnvelope();
  }

  /// What a client may know of it.
  public Protection protection() {
    return switch (mode) {
      case SERVICE -> new Protection.Service();
      case KMS, DUAL_KMS -> {
        String key = envelope().map(envelope -> envelope.key().key().value()).orElse("");
        boolean bucketKey = wrapping instanceof Wrapping.ByBucketKey;
        yield new Protection.Kms(key, mode == Mode.DUAL_KMS, bucketKey);
      }
      case CUSTOMER -> new Protection.Customer();
    };
  }
}
