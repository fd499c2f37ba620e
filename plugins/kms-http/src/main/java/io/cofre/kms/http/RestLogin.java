package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import java.net.URI;

/// How the REST interface of a KMS gives tokens. Thread-safe.
public interface RestLogin {

  /// The call that asks for a token.
  Call login(URI endpoint);

  /// The call that asks for another one while a token is still good; where it is refused,
  /// [#login(URI)] is asked again.
  default Call renewal(URI endpoint) {
    return login(endpoint);
  }

  /// Read the answer of either.
  ///
  /// @throws KmsException `UNEXPECTED` if it holds no token
  Session.Token token(JsonNode answer);

  /// Whether an answer says that the token was refused.
  default boolean refused(Answer answer) {
    return answer.status() == 401;
  }
}
