package io.cofre.core.policy;

/// Who asks, as policies name them.
public sealed interface Requester {

  /// Somebody who did not sign.
  record Anonymous() implements Requester {}

  /// Somebody who is known.
  ///
  /// @param account the account's id
  /// @param arn the user's or role's own name, such as `arn:aws:iam::123456789012:user/ann`
  record Known(String account, String arn) implements Requester {}
}
