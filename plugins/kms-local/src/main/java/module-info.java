import org.jspecify.annotations.NullMarked;

/// A KMS inside the server: Tink keysets in files, sealed under a root key.
@NullMarked
module cofre.kms.local {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.local.LocalKmsProvider;
}
