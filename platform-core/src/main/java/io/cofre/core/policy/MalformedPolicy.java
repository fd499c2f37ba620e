package io.cofre.core.policy;

import java.io.Serial;

/// Says why a text is no policy that a bucket can have; the message is shown to whoever sent it.
public final class MalformedPolicy extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Make one, in the words of S3.
  public MalformedPolicy(String message) {
    super(message);
  }
}
