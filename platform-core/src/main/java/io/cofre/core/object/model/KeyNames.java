package io.cofre.core.object.model;

import io.cofre.core.object.model.ObjectFailure.Reason;
import java.util.List;

/// The names that S3 clients know keys of a KMS by.
///
/// Keys of a KMS that has no Amazon resource names get one: `arn:aws:kms:REGION:ACCOUNT:key/NAME`.
/// A client may name such a key by that, by its bare name, or as `alias/NAME`; `alias/aws/s3` is
/// the account's own key.
///
/// @param region of the store
/// @param account of the store
public record KeyNames(String region, String account) {
  private static final String ALIAS = "alias/";
  private static final String OWN = "alias/aws/s3";

  /// The resource name of a key, given the name that its KMS has for it.
  public String arn(String key) {
    return key.startsWith("arn:")
        ? key
        : "arn:aws:kms:%s:%s:key/%s".formatted(region, account, key);
  }

  /// The name that a KMS has for a key, given what a client calls it.
  ///
  /// @param given as the client sent it; empty means the account's own
  /// @param own the account's own key
  /// @param arns whether the KMS itself knows resource names
  /// @throws ObjectFailure with `INVALID_KEY_ID` if it cannot be a key of this store
  public String key(String given, String own, boolean arns) {
    String name = given.startsWith("arn:") ? named(given, arns) : given;
    if (name.isEmpty() || name.equals(OWN)) {
      return own;
    }
    if (arns) {
      return given;
    }
    return name.startsWith(ALIAS) ? name.substring(ALIAS.length()) : name;
  }

  private String named(String arn, boolean arns) {
    List<String> parts = List.of(arn.split(":", 6));
    if (parts.size() < 6 || !parts.get(2).equals("kms") || !parts.get(1).startsWith("aws")) {
      throw new ObjectFailure(Reason.INVALID_KEY_ID, "Invalid keyId '%s'".formatted(arn));
    }
    if (!parts.get(3).equals(region)) {
      throw new ObjectFailure(Reason.INVALID_KEY_ID, "Invalid arn " + parts.get(3));
    }
    String resource = parts.get(5);
    String name = resource.startsWith("key/") ? resource.substring(4) : resource;
    if (name.isEmpty()) {
      throw new ObjectFailure(Reason.INVALID_KEY_ID, "Invalid keyId '%s'".formatted(arn));
    }
    if (!arns && !parts.get(4).equals(account)) {
      throw new ObjectFailure(Reason.INVALID_KEY_ID, "Key '%s' does not exist".formatted(arn));
    }
    return name;
  }
}
