package io.cofre.core.seal;

import io.cofre.api.kms.KeyContext;
import java.util.TreeMap;

/// Names one sealed body: an object's, or that of one of its parts.
///
/// @param identity the object version it belongs to
/// @param part the part's number, 0 for an object stored in one piece
/// @param layout how it is laid out
/// @param layer 1 for the body that holds the plaintext, 2 for one that holds another body
public record BodyRef(Identity identity, int part, Layout layout, int layer) {

  /// Refuses numbers that no part and no layer has.
  public BodyRef {
    if (part < 0 || layer < 1 || layer > 2) {
      throw new IllegalArgumentException("a part's number is not negative; there are two layers");
    }
  }

  /// Name a body that holds the plaintext.
  public BodyRef(Identity identity, int part, Layout layout) {
    this(identity, part, layout, 1);
  }

  /// The associated data of the body: everything that it opens with only.
  ///
  /// The pairs `cofre:bucket`, `cofre:cipher`, `cofre:format`, `cofre:key`, `cofre:part`,
  /// `cofre:segment`, `cofre:version`, in this order, each name and each value as a 4-byte
  /// big-endian length and UTF-8 ([KeyContext#encoded()]). Numbers are decimal without leading
  /// zeros; the cipher is its provider's name. A second layer adds `cofre:layer` = `2`.
  public byte[] associated() {
    var facts = new TreeMap<>(identity.context().facts());
    facts.put("cofre:part", Integer.toString(part));
    facts.put("cofre:format", Integer.toString(layout.format()));
    facts.put("cofre:cipher", layout.cipher());
    facts.put("cofre:segment", Integer.toString(layout.segmentBytes()));
    if (layer > 1) {
      facts.put("cofre:layer", Integer.toString(layer));
    }
    return new KeyContext(facts).encoded();
  }
}
