package io.cofre.kms.http;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.net.URI;

/// Gets tokens by the calls that a plugin makes.
record LoginCalls(String system, URI endpoint, KmsHttp http, RestLogin calls)
    implements RestCredentials {

  @Override
  public Session.Token login() {
    return token(calls.login(endpoint));
  }

  @Override
  public Session.Token renew(Secret old) {
    return token(calls.renewal(endpoint));
  }

  private Session.Token token(Call call) {
    Call asked = call.header("Accept", "application/json");
    call.wipe();
    Answer answer = http.sendAndWipe(asked);
    if (!answer.ok()) {
      Reason reason = HttpReasons.of(answer.status());
      throw answer.failure(
          reason.retryable() ? reason : Reason.ACCESS_DENIED,
          "%s at %s refused the login (%s)".formatted(system, endpoint, Said.by(answer)));
    }
    return calls.token(answer.json());
  }

  @Override
  public boolean refused(Answer answer) {
    return calls.refused(answer);
  }
}
