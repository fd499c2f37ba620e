package io.cofre.core.identity;

/// Who sent a request.
///
/// @param account the account, shown as owner of what it writes
/// @param accessKey the id of the key that signed the request
public record Caller(String account, String accessKey) {
  /// Somebody who signed nothing: may do what a policy lets everybody do.
  public static final Caller ANONYMOUS = new Caller("anonymous", "");

  /// Whether nobody knows who it is.
  public boolean anonymous() {
    return equals(ANONYMOUS);
  }
}
