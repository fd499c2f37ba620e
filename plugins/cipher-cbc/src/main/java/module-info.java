import org.jspecify.annotations.NullMarked;

/// AES-256-CBC with HMAC-SHA-512, by the JDK.
@NullMarked
module cofre.cipher.cbc {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.cipher.CipherProvider with
      io.cofre.cipher.cbc.CbcHmacProvider;
}
