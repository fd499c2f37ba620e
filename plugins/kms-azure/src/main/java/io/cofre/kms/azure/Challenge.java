package io.cofre.kms.azure;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a vault says to a caller without a token: where to log in, and for what.
///
/// @param tenant the directory whose accounts it knows
/// @param resource what the token must be for
record Challenge(String tenant, String resource) {
  private static final Pattern PAIR = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

  /// @throws KmsException `UNEXPECTED` if there is none, or it wants a token for a host that is not
  ///   the vault's: whoever answers there could use it elsewhere
  static Challenge of(Answer answer, URI vault, Challenge known) {
    String header = answer.header("www-authenticate").orElse("");
    String tenant =
        value(header, "authorization").map(uri -> uri.replaceFirst(".*/", "")).orElse("");
    String resource =
        value(header, "resource")
            .or(() -> value(header, "scope").map(scope -> scope.replace("/.default", "")))
            .orElse("");
    if (!known.resource.isEmpty()) {
      return new Challenge(tenant, known.resource);
    }
    String domain = resource.replaceFirst("^https://", "");
    if (domain.isEmpty() || !("." + vault.getHost()).endsWith("." + domain)) {
      throw new KmsException(
          Reason.UNEXPECTED,
          "Azure at %s asks for a token for \"%s\", which is not its own host: set resource if that"
                  .formatted(vault, resource)
              + " is right");
    }
    return new Challenge(known.tenant.isEmpty() ? tenant : known.tenant, resource);
  }

  private static Optional<String> value(String header, String name) {
    Matcher pair = PAIR.matcher(header);
    while (pair.find()) {
      if (pair.group(1).equals(name)) {
        return Optional.of(pair.group(2));
      }
    }
    return Optional.empty();
  }
}
