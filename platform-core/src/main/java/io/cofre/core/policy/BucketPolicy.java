package io.cofre.core.policy;

import java.util.List;

/// The policy of a bucket. Thread-safe.
public final class BucketPolicy {
  private final List<Statement> statements;

  BucketPolicy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /// Read a policy.
  ///
  /// @param document the JSON document in UTF-8
  /// @param bucket the bucket it is for: its resources lie there
  /// @throws MalformedPolicy if the bucket cannot have it
  public static BucketPolicy read(byte[] document, String bucket) {
    return new PolicyReader(bucket).read(document);
  }

  /// Read a policy that is to be stored: it names actions that there are. What was stored before is
  /// taken as it is.
  ///
  /// @param document the JSON document in UTF-8
  /// @param bucket the bucket it is for: its resources lie there
  /// @throws MalformedPolicy if the bucket cannot have it
  public static BucketPolicy readNew(byte[] document, String bucket) {
    BucketPolicy read = read(document, bucket);
    for (Statement statement : read.statements) {
      for (Template action : statement.actions()) {
        if (!KnownActions.has(action)) {
          throw new MalformedPolicy(PolicyReader.ACTION);
        }
      }
    }
    return read;
  }

  /// What it says of a request.
  public Decision decide(PolicyRequest request) {
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.applies(request)) {
        if (!statement.allows()) {
          return Decision.DENIED;
        }
        allowed = true;
      }
    }
    return allowed ? Decision.ALLOWED : Decision.NOTHING;
  }

  /// Whether it allows something to people who are not fixed, as S3's "meaning of public" has it.
  public boolean open() {
    return statements.stream().anyMatch(Statement::opens);
  }
}
