package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.Serial;

/// An answer that is no success, with the body CipherTrust Manager sends for it.
final class Refusal extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final int status;
  private final String type;
  private final String body;

  private Refusal(int status, String type, String body) {
    super(status + " " + body);
    this.status = status;
    this.type = type;
    this.body = body;
  }

  static Refusal of(int status, int code, String codeDesc, String message) {
    var json = JsonNodeFactory.instance.objectNode().put("code", code).put("codeDesc", codeDesc);
    if (!message.isEmpty()) {
      json.put("message", message);
    }
    return new Refusal(status, "application/json", json.toString());
  }

  /// Some refusals of its front end are plain text.
  static Refusal text(int status, String text) {
    return new Refusal(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Refusal badRequest(String message) {
    return of(400, 15, "NCERRBadRequest: Bad HTTP request", message);
  }

  /// Also the answer for what is there and the caller may not see.
  static Refusal notFound() {
    return of(404, 16, "NCERRResourceNotFound: Resource not found", "");
  }

  static Refusal exists() {
    return of(409, 8, "NCERRConflict: Resource already exists", "");
  }

  static Refusal state(String message) {
    return of(409, 8, "NCERRConflict: Resource is in another state", message);
  }

  static Refusal cryptographic() {
    return of(
        400,
        106,
        "NCERRCryptoOperationFailed: Cryptographic operation failed in cipher operation",
        "AEAD decrypt final failed");
  }

  static Refusal login(String message) {
    return of(401, 5, "NCERRUnauthorizedAccess: Unauthorized access", message);
  }

  static Refusal token(String message) {
    return of(401, 1, "NCERRUnauthorized: Unauthorized", message);
  }

  Reply reply() {
    return type.startsWith("text/plain") ? Reply.text(status, body) : Reply.json(status, body);
  }
}
