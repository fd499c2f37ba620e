package io.cofre.core.s3.operation;

import io.cofre.core.policy.BucketPolicy;
import io.cofre.core.s3.route.S3Operation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Those of inventories, metrics and the like are left out, which Cofre does not serve.
class ActionsTest {
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {
        ".*_(ANALYTICS|INTELLIGENT_TIERING|INVENTORY|METADATA|METRICS)_CONFIGURATIONS?",
        "PREFLIGHT_REQUEST|RENAME_OBJECT|CREATE_SESSION"
      })
  void a_policy_may_name_the_action_of_every_operation(S3Operation operation) {
    String policy =
        """
        {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "%s",
          "Resource": "arn:aws:s3:::b/*"}}\
        """
            .formatted(Actions.of(operation));
    var _ = BucketPolicy.readNew(policy.getBytes(StandardCharsets.UTF_8), "b");
  }
}
