package io.cofre.cipher.aes;

import module java.base;

/// An implementation of AES-GCM.
///
/// @param label what operators call it
/// @param provider where it comes from; the JDK's own where there is none
record Engine(String label, Optional<Provider> provider) {
  private static final String GCM = "AES/GCM/NoPadding";
  static final Engine JDK = new Engine("JDK", Optional.empty());

  Cipher cipher() {
    try {
      return provider.isPresent()
          ? Cipher.getInstance(GCM, provider.get())
          : Cipher.getInstance(GCM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(label + " has no AES-GCM", e);
    }
  }
}
