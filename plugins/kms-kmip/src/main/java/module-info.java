import org.jspecify.annotations.NullMarked;

/// Key managers that speak KMIP, the Key Management Interoperability Protocol of OASIS.
@NullMarked
module cofre.kms.kmip {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.kmip.KmipKmsProvider;
}
