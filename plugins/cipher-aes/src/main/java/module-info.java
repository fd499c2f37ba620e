import org.jspecify.annotations.NullMarked;

/// AES-256-GCM, by AWS-LC where its native library loads, else by the JDK.
@NullMarked
module cofre.cipher.aes {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.cipher.CipherProvider with
      io.cofre.cipher.aes.AesGcmProvider;
}
