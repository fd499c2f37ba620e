package io.cofre.cipher.chacha;

import module java.base;

/// An implementation of ChaCha20-Poly1305.
///
/// @param label what operators call it
/// @param provider where it comes from; the JDK's own where there is none
/// @param reopens whether one cipher object may open under the nonce it opened under before, which
///   the JDK's refuses
record Engine(String label, Optional<Provider> provider, boolean reopens) {
  private static final String NAME = "ChaCha20-Poly1305";
  static final Engine JDK = new Engine("JDK", Optional.empty(), false);

  Cipher cipher() {
    try {
      return provider.isPresent()
          ? Cipher.getInstance(NAME, provider.get())
          : Cipher.getInstance(NAME);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(label + " has no ChaCha20-Poly1305", e);
    }
  }
}
