package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An error as the services write it.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  final int status;
  final String code;
  final String inner;
  final String retryAfter;

  Refused(int status, String code, String inner, String retryAfter) {
    super("a message of " + code);
    this.status = status;
    this.code = code;
    this.inner = inner;
    this.retryAfter = retryAfter;
  }

  Refused(int status, String code) {
    this(status, code, "", "");
  }

  /// The body: Entra ID's where the code is one of OAuth (RFC 6749, 5.2), else the vault's.
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (code.startsWith("invalid_")) {
      return body.put("error", code).put("error_description", "AADSTS7000215: " + getMessage());
    }
    ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
    if (!inner.isEmpty()) {
      error.putObject("innererror").put("code", inner);
    }
    return body;
  }
}
