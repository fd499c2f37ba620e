package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.grpc.InsecureServerCredentials;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was once wrapped under a secret opens for ever.
class SecretLayoutTest {
  private static final KeyId KEY = new KeyId(Gcp.PROJECT + "/secrets/cofre");

  /// Layout 1 under the bytes 0 to 31 as version 3: a data key of the bytes 64 to 95.
  private static final WrappedKey WRAPPED =
      new WrappedKey(
          KEY,
          "3",
          Base64.getDecoder()
              .decode(
                  "AQAAAAAAAAADLLdrd9T3otGtG1m1qAwDp5xqrNWzqUYX69e+PH8N"
                      + "/PS2pvQXVoEr54pO0g2TJIc9IaTEtQzchFqFVyQ9"));

  private static final KeyContext CONTEXT =
      KeyContext.of(Map.of("bucket", "photos", "key", "cat.jpg"));
  private final SecretDouble secrets = new SecretDouble();
  private GoogleDouble google;

  @BeforeEach
  void start() throws IOException {
    google = new GoogleDouble(InsecureServerCredentials.create(), secrets);
    String version = KEY + "/versions/3";
    var enabled =
        SecretVersion.newBuilder().setName(version).setState(SecretVersion.State.ENABLED).build();
    secrets.versions.put(KEY.value(), List.of(enabled));
    secrets.payloads.put(version, ByteString.copyFrom(bytes(0)));
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private static byte[] bytes(int first) {
    byte[] bytes = new byte[DataKey.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  @Test
  void aKeyOfTheFirstLayoutOpens() {
    try (Kms kms = Gcp.open("secret-manager", google.port());
        DataKey opened = kms.unwrap(WRAPPED, CONTEXT)) {
      assertArrayEquals(bytes(64), opened.use(byte[]::clone));
    }
  }

  @Test
  void itOpensForNothingElse() {
    try (Kms kms = Gcp.open("secret-manager", google.port())) {
      var other = KeyContext.of(Map.of("bucket", "photos", "key", "dog.jpg"));
      var failure = assertThrows(KmsException.class, () -> kms.unwrap(WRAPPED, other));
      assertEquals(Reason.NOT_AUTHENTIC, failure.reason());
    }
  }
}
