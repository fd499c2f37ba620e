package io.cofre.core.s3.xml;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.List;

/// Reads `ObjectEncryption`: under which key of a KMS an object's key shall be kept.
///
/// The messages are those of the operation UpdateObjectEncryption in the Amazon S3 API reference.
///
/// @param key the key's resource name
/// @param bucketKey whether through a bucket key
public record ObjectEncryptionXml(String key, boolean bucketKey) {
  private static final String KMS = "SSE-KMS";
  private static final int LONGEST = 2048;
  private static final List<String> OTHERS = List.of("DSSE-KMS", "SSE-C");

  /// Read the document; fails with `MalformedXML` and `InvalidRequest`.
  public static ObjectEncryptionXml read(byte[] document) {
    XmlElement root = XmlReader.read(document, "ObjectEncryption");
    if (OTHERS.stream().anyMatch(name -> !root.all(name).isEmpty())) {
      throw refusal(
          "The UpdateObjectEncryption operation doesn't support updating the encryption type to"
              + " DSSE-KMS or SSE-C. Modify the request to specify SSE-KMS for the updated"
              + " encryption type, and then try again.");
    }
    if (root.all(KMS).isEmpty()) {
      throw refusal(
          "Requests that modify an object encryption configuration require a valid new encryption"
              + " type. Valid values are SSEKMS. Modify the request to specify SSE-KMS for the"
              + " updated encryption type, and then try again.");
    }
    XmlElement kms = root.only(KMS);
    return new ObjectEncryptionXml(key(kms), flag(kms));
  }

  private static String key(XmlElement kms) {
    String key = kms.find("KMSKeyArn").map(String::strip).orElse("");
    if (key.isEmpty()) {
      throw refusal(
          "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key"
              + " Amazon Resource Name (ARN). Modify the request to specify a KMS key ARN, and then"
              + " try again.");
    }
    if (key.length() > LONGEST || !key.matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+")) {
      throw refusal(
          "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key"
              + " Amazon Resource Name (ARN). Confirm that you have a correctly formatted KMS key"
              + " ARN in your request, and then try again.");
    }
    return key;
  }

  private static boolean flag(XmlElement kms) {
    return switch (kms.find("BucketKeyEnabled").map(String::strip).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw refusal(
              "The BucketKeyEnabled value isn't valid. Valid values are true or false. Modify the"
                  + " request to specify a valid value, and then try again.");
    };
  }

  private static S3Failure refusal(String message) {
    return new S3Failure(S3Error.INVALID_REQUEST, message);
  }
}
