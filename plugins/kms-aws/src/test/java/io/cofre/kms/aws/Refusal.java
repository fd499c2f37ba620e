package io.cofre.kms.aws;

/// A request that the double refuses.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String type;

  Refusal(String type, String message) {
    super(message);
    this.type = type;
  }

  String json() {
    String text = getMessage().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, text);
  }
}
