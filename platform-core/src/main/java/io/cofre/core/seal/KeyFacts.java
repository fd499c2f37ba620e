package io.cofre.core.seal;

import io.cofre.api.kms.KeyContext;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the key of an object version is bound to: the version, and what the client said of the key.
///
/// @param identity the object version
/// @param said the client's encryption context together with `aws:s3:arn`; empty for keys of the
///   service
public record KeyFacts(Identity identity, SortedMap<String, String> said) {

  /// Copies the pairs; those of the platform's own names are refused.
  public KeyFacts {
    said = Collections.unmodifiableSortedMap(new TreeMap<>(said));
    if (said.keySet().stream().anyMatch(name -> name.startsWith("cofre:"))) {
      throw new IllegalArgumentException("names that begin with cofre: are the platform's own");
    }
  }

  /// The facts of a key that nothing was said of.
  public static KeyFacts of(Identity identity) {
    return new KeyFacts(identity, new TreeMap<>());
  }

  /// The context of the object's own key.
  public KeyContext context() {
    Map<String, String> facts = new TreeMap<>(said);
    facts.putAll(identity.context().facts());
    return KeyContext.of(facts);
  }

  /// The context of the bucket key: what all objects of the bucket have in common.
  public KeyContext bucketContext() {
    Map<String, String> facts = new TreeMap<>(said);
    facts.put("cofre:bucket", identity.bucket());
    return KeyContext.of(facts);
  }
}
