package io.cofre.core.s3.auth;

import io.cofre.core.identity.AccessKeys;
import io.cofre.core.identity.Caller;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds out who signed the policy of a form, by Version 4 or Version 2 of the signature.
/// Thread-safe.
///
/// Source: "Authenticating requests: browser-based uploads using POST" in the Amazon S3 API
/// reference, and "Browser-based uploads using POST (Signature Version 2)" in the developer guide.
public final class FormAuthenticator {
  private static final String VERSION_2 = "HmacSHA1";
  private final Keyring keyring;
  private final String region;
  private final SigningKeys signingKeys = new SigningKeys();

  /// Make one.
  ///
  /// @param keys the access keys there are
  /// @param region the region that forms must be signed for
  public FormAuthenticator(AccessKeys keys, String region) {
    this.keyring = new Keyring(keys);
    this.region = region;
  }

  /// Check the signature of a form.
  ///
  /// @param fields by lower-case name
  /// @return who signed it; [Caller#ANONYMOUS] where nobody did
  public Caller verify(Map<String, String> fields) {
    if (signedByVersion4(fields)) {
      return version4(fields);
    }
    boolean version2 = fields.containsKey("awsaccesskeyid") || fields.containsKey("signature");
    return version2 ? version2(fields) : Caller.ANONYMOUS;
  }

  /// Whether a form says that it is signed by Version 4.
  public static boolean signedByVersion4(Map<String, String> fields) {
    return fields.containsKey("x-amz-signature") || fields.containsKey("x-amz-credential");
  }

  private Caller version4(Map<String, String> fields) {
    String policy = need(fields, "policy", "policy");
    String signature = need(fields, "x-amz-signature", "X-Amz-Signature");
    if (!need(fields, "x-amz-algorithm", "X-Amz-Algorithm").equals(HeaderClaim.ALGORITHM)) {
      throw invalid("X-Amz-Algorithm only supports AWS4-HMAC-SHA256");
    }
    String date = need(fields, "x-amz-date", "X-Amz-Date");
    Optional<Scope.Credential> credential =
        Scope.parse(need(fields, "x-amz-credential", "X-Amz-Credential"));
    if (credential.isEmpty()) {
      throw invalid("The Credential is mal-formed; expecting ID/DATE/REGION/SERVICE/aws4_request");
    }
    Scope scope = credential.get().scope();
    boolean right =
        scope.region().equals(region)
            && scope.service().equals(Scope.SERVICE)
            && scope.terminal().equals(Scope.TERMINAL)
            && date.startsWith(scope.date());
    if (!right) {
      throw invalid("The Credential does not fit the date, the region '" + region + "' or s3");
    }
    String accessKey = credential.get().accessKey();
    AccessKeys.AccessKey found = keyring.require(accessKey);
    try (SigningKey key = signingKeys.key(accessKey, found.secret(), scope)) {
      return matched(key.sign(policy), signature, found);
    }
  }

  private Caller version2(Map<String, String> fields) {
    String policy = need(fields, "policy", "policy");
    String signature = need(fields, "signature", "signature");
    AccessKeys.AccessKey found = keyring.require(need(fields, "awsaccesskeyid", "AWSAccessKeyId"));
    return matched(found.secret().useUtf8(secret -> sign(secret, policy)), signature, found);
  }

  private static Caller matched(String computed, String sent, AccessKeys.AccessKey found) {
    if (!Version4.same(computed, sent)) {
      throw new S3Failure(S3Error.SIGNATURE_DOES_NOT_MATCH);
    }
    return found.caller();
  }

  private static String sign(byte[] secret, String policy) {
    try {
      Mac mac = Mac.getInstance(VERSION_2);
      mac.init(new SecretKeySpec(secret, VERSION_2));
      byte[] bytes = policy.getBytes(Version4.wire(policy));
      return Base64.getEncoder().encodeToString(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + VERSION_2, e);
    }
  }

  private static String need(Map<String, String> fields, String name, String shown) {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "Bucket POST must contain a field named '%s'.  If it is specified, please check the order of the fields."
              .formatted(shown),
          Map.of("ArgumentName", shown, "ArgumentValue", ""));
    }
    return value;
  }

  private static S3Failure invalid(String message) {
    return new S3Failure(S3Error.INVALID_ARGUMENT, message);
  }
}
