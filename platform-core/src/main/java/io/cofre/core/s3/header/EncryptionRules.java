package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the headers of server-side encryption.
///
/// Every object is sealed with keys of the service (`AES256`). Other modes are `NotImplemented`,
/// never silently another one.
public final class EncryptionRules {
  /// The header that says how an object is sealed.
  public static final String MODE = "x-amz-server-side-encryption";

  /// Its value.
  public static final String SERVICE = "AES256";

  private static final String CUSTOMER = MODE + "-customer-";
  private static final String SOURCE_CUSTOMER =
      "x-amz-copy-source-server-side-encryption-customer-";
  private static final List<String> KMS_ONLY = List.of(MODE + "-aws-kms-key-id", MODE + "-context");

  private EncryptionRules() {}

  /// Check a request that says how its object is to be sealed.
  public static void ofWrite(S3Call call) {
    Optional<String> mode = call.header(MODE);
    if (mode.isPresent() && customer(call, CUSTOMER)) {
      throw Refusals.argument(
          "Server Side Encryption with Customer provided key is incompatible with the encryption"
              + " method specified",
          MODE,
          mode.get());
    }
    refuseCustomerKeys(call);
    switch (mode.orElse(SERVICE)) {
      case SERVICE -> refuseKmsParameters(call);
      case "aws:kms", "aws:kms:dsse" -> throw Refusals.header(MODE);
      default ->
          throw Refusals.argument(
              "The encryption method specified is not supported", MODE, mode.orElse(""));
    }
  }

  /// Check a request that cannot say so: reads, listings, parts.
  public static void ofOthers(S3Call call) {
    Optional<String> mode = call.header(MODE);
    if (mode.isPresent()) {
      throw Refusals.argument(
          "x-amz-server-side-encryption header is not supported for this operation.",
          MODE,
          mode.get());
    }
    refuseCustomerKeys(call);
  }

  /// Whether a request names a mode.
  public static boolean named(S3Call call) {
    return call.header(MODE).isPresent();
  }

  private static void refuseKmsParameters(S3Call call) {
    if (KMS_ONLY.stream().anyMatch(name -> call.header(name).isPresent())) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms");
    }
  }

  private static void refuseCustomerKeys(S3Call call) {
    for (String prefix : List.of(CUSTOMER, SOURCE_CUSTOMER)) {
      if (customer(call, prefix)) {
        Optional<String> algorithm = call.header(prefix + "algorithm");
        if (algorithm.filter(value -> !value.equals(SERVICE)).isPresent()) {
          throw invalid(algorithm.get());
        }
        throw Refusals.header(prefix + "algorithm");
      }
    }
  }

  private static boolean customer(S3Call call, String prefix) {
    return !call.headers(prefix).isEmpty();
  }

  private static S3Failure invalid(String algorithm) {
    S3Error error = S3Error.INVALID_ENCRYPTION_ALGORITHM;
    return new S3Failure(
        error, error.message(), Map.of("ArgumentName", MODE, "ArgumentValue", algorithm));
  }
}
