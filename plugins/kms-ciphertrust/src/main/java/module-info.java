import org.jspecify.annotations.NullMarked;

/// Thales CipherTrust Manager as a KMS: its keys wrap inside it, over REST.
@NullMarked
module cofre.kms.ciphertrust {
  requires cofre.api;
  requires java.logging; // of the HTTP client
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.ciphertrust.CipherTrustKmsProvider;
}
