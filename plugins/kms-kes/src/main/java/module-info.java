import org.jspecify.annotations.NullMarked;

/// A KMS behind a KES server.
@NullMarked
module cofre.kms.kes {
  requires cofre.api;
  requires java.logging; // of the HTTP library
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.kes.KesKmsProvider;
}
