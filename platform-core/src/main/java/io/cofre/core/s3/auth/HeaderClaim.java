package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a Version 4 signature from the `Authorization` header, whatever the order of its three
/// components and with or without blanks between them.
final class HeaderClaim {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private HeaderClaim() {}

  static Claim read(S3Call call, String authorization) {
    Map<String, String> components = components(authorization.substring(ALGORITHM.length()));
    Scope.Credential credential = Place.HEADER.credential(component(components, "Credential"));
    String signed = component(components, "SignedHeaders");
    String signature = component(components, "Signature");
    SigningTime time = SigningTime.ofHeaders(call);
    String payload =
        call.head()
            .header("x-amz-content-sha256")
            .map(String::strip)
            .orElseThrow(() ->
                new S3Failure(
                    S3Error.INVALID_REQUEST,
                    "Missing required header for this request: x-amz-content-sha256"));
    return new Claim(Place.HEADER, credential, names(signed), signature, time, payload);
  }

  static List<String> names(String signedHeaders) {
    return List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";", -1));
  }

  private static Map<String, String> components(String text) {
    Map<String, String> components = new HashMap<>();
    for (String piece : text.split(",", -1)) {
      int equals = piece.indexOf('=');
      if (equals < 0
          || components.put(piece.substring(0, equals).strip(), piece.substring(equals + 1).strip())
              != null) {
        throw incomplete();
      }
    }
    return components;
  }

  private static String component(Map<String, String> components, String name) {
    String value = components.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw incomplete();
    }
    return value;
  }

  private static S3Failure incomplete() {
    return Place.HEADER.refusal(
        "The authorization header requires three components: Credential, SignedHeaders, and"
            + " Signature.");
  }
}
