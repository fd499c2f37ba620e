import org.jspecify.annotations.NullMarked;

/// ChaCha20-Poly1305, by Conscrypt where its native library loads, else by the JDK.
@NullMarked
module cofre.cipher.chacha {
  requires cofre.api;
  requires java.logging; // Conscrypt's
  requires static org.jspecify;

  provides io.cofre.api.cipher.CipherProvider with
      io.cofre.cipher.chacha.ChaChaProvider;
}
