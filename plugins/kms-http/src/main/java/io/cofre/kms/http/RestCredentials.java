package io.cofre.kms.http;

import io.cofre.api.plugin.Secret;

/// How the REST interface of a KMS knows who calls, where a [RestLogin] does not tell enough.
/// Thread-safe.
public interface RestCredentials extends Session.Login {

  /// Return a call with a token; by default as a bearer token.
  default Call with(Secret token, Call call) {
    return call.bearer(token);
  }

  /// Whether an answer says that the token was refused.
  default boolean refused(Answer answer) {
    return answer.status() == 401;
  }
}
