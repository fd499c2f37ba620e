import org.jspecify.annotations.NullMarked;

/// AWS KMS through the AWS SDK.
@NullMarked
module cofre.kms.aws {
  requires cofre.api;
  requires static org.jspecify;
  requires java.logging; // from here on: what the libraries need
  requires java.naming;
  requires java.security.jgss;
  requires jdk.net;
  requires jdk.unsupported;

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.aws.AwsKmsProvider;
}
