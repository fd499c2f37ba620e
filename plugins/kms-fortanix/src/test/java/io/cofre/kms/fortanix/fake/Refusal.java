package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.Serial;

/// An answer that is no success: the service sends plain text, or an object with a message.
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

  static Refusal text(int status, String text) {
    return new Refusal(status, "text/plain; charset=utf-8", text);
  }

  static Refusal json(int status, String message) {
    return new Refusal(
        status,
        "application/json",
        JsonNodeFactory.instance.objectNode().put("message", message).toString());
  }

  static Refusal badRequest(String message) {
    return json(400, message);
  }

  static Refusal notFound() {
    return text(404, "sobject does not exist");
  }

  static Refusal exists() {
    return text(409, "sobject already exists");
  }

  Reply reply() {
    return type.startsWith("text/plain") ? Reply.text(status, body) : Reply.json(status, body);
  }
}
