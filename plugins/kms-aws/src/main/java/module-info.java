import org.jspecify.annotations.NullMarked;

/// AWS KMS through the AWS SDK.
@NullMarked
module cofre.kms.aws {
  requires cofre.api;
  requires static org.jspecify;
  requires java.logging; // of the HTTP client
  requires java.xml; // of the SDK

  provides io.cofre.api.kms.KmsProvider with
      io.cofre.kms.aws.AwsKmsProvider;
}
