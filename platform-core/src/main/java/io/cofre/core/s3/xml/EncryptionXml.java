package io.cofre.core.s3.xml;

import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketEncryption.Algorithm;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Map;
import java.util.Optional;

/// Reads and writes `ServerSideEncryptionConfiguration`, the rule of a bucket.
public final class EncryptionXml {
  private static final String ROOT = "ServerSideEncryptionConfiguration";
  private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
  private static final String BLOCKED = "BlockedEncryptionTypes";
  private static final String CUSTOMER = "SSE-C";

  private EncryptionXml() {}

  /// Read a rule; fails with `MalformedXML`, and with `InvalidArgument` for a key where none goes.
  ///
  /// @param before the rule so far: whether clients' keys are blocked stays when nothing is said
  public static BucketEncryption read(byte[] document, BucketEncryption before) {
    XmlElement rule = XmlReader.read(document, ROOT).only("Rule");
    boolean blocked = blocked(rule, before.customerKeysBlocked());
    if (rule.all(DEFAULT).isEmpty() && !rule.all(BLOCKED).isEmpty()) {
      return before.blocking(blocked); // only what is blocked is said
    }
    XmlElement byDefault = rule.only(DEFAULT);
    Algorithm algorithm = algorithm(byDefault.need("SSEAlgorithm").strip());
    Optional<String> key = byDefault.find("KMSMasterKeyID").map(String::strip);
    if (algorithm == Algorithm.SERVICE && key.isPresent()) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
              + " aws:kms:dsse",
          Map.of("ArgumentName", DEFAULT));
    }
    return new BucketEncryption(algorithm, key.orElse(""), bucketKey(rule), blocked);
  }

  private static boolean bucketKey(XmlElement rule) {
    return switch (rule.find("BucketKeyEnabled").map(String::strip).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new S3Failure(S3Error.MALFORMED_XML);
    };
  }

  private static boolean blocked(XmlElement rule, boolean before) {
    if (rule.all(BLOCKED).isEmpty()) {
      return before;
    }
    return switch (rule.only(BLOCKED).need("EncryptionType").strip()) {
      case CUSTOMER -> true;
      case "NONE" -> false;
      default -> throw new S3Failure(S3Error.MALFORMED_XML);
    };
  }

  private static Algorithm algorithm(String word) {
    return switch (word) {
      case "AES256" -> Algorithm.SERVICE;
      case "aws:kms" -> Algorithm.KMS;
      case "aws:kms:dsse" -> Algorithm.DUAL_KMS;
      default -> throw new S3Failure(S3Error.MALFORMED_XML);
    };
  }

  /// Write a rule.
  ///
  /// @param word for its algorithm
  public static byte[] write(BucketEncryption rule, String word) {
    return XmlWriter.document(ROOT)
        .open("Rule")
        .open(DEFAULT)
        .text("SSEAlgorithm", word)
        .filled("KMSMasterKeyID", rule.key())
        .close(DEFAULT)
        .text("BucketKeyEnabled", rule.bucketKey())
        .open(BLOCKED)
        .text("EncryptionType", rule.customerKeysBlocked() ? CUSTOMER : "NONE")
        .close(BLOCKED)
        .close("Rule")
        .end(ROOT);
  }
}
