package io.cofre.core.s3.auth;

import io.cofre.core.identity.AccessKeys;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Map;

/// Access keys, and what S3 says of unknown ones.
///
/// @param keys where they are found
record Keyring(AccessKeys keys) {

  AccessKeys.AccessKey require(String id) {
    return keys.find(id)
        .orElseThrow(() ->
            new S3Failure(
                S3Error.INVALID_ACCESS_KEY_ID,
                S3Error.INVALID_ACCESS_KEY_ID.message(),
                Map.of("AWSAccessKeyId", id)));
  }
}
