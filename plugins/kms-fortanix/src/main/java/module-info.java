import org.jspecify.annotations.NullMarked;

/// Fortanix Data Security Manager as a KMS: its keys wrap inside its HSM, over REST.
@NullMarked
module cofre.kms.fortanix {
  requires cofre.api;
  requires java.logging; // of the HTTP client
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.fortanix.FortanixKmsProvider;
}
