import org.jspecify.annotations.NullMarked;

/// Azure Key Vault and Managed HSM as a KMS: their keys wrap inside them, over REST.
@NullMarked
module cofre.kms.azure {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.azure.AzureKmsProvider;
}
