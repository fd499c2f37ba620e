import org.jspecify.annotations.NullMarked;

/// A KMS in HashiCorp Vault or OpenBao.
@NullMarked
module cofre.kms.vault {
  requires cofre.api;
  requires java.logging; // of the HTTP library
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.vault.VaultKmsProvider;
}
