import org.jspecify.annotations.NullMarked;

/// Google Secret Manager and Cloud KMS through Google's client libraries.
@NullMarked
module cofre.kms.gcp {
  requires cofre.api;
  requires static org.jspecify;
  requires java.logging; // from here on: what the libraries need
  requires java.naming;
  requires java.sql;
  requires jdk.unsupported;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.gcp.GcpKmsProvider;
}
