package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// AWS KMS keeps the rules of every KMS, against the strict double.
class AwsKmsContractTest extends KmsContract {
  private static KmsDouble aws;
  private static KeyId key;

  @BeforeAll
  static void start() throws IOException {
    aws = new KmsDouble("eu-central-1");
    key = new KeyId(aws.keys.arn(aws.keys.create(false)));
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Override
  protected Kms open() {
    return Aws.open(aws.uri());
  }

  @Override
  protected KeyId key() {
    return key;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    try (ServerSocket free = new ServerSocket(0)) {
      return Optional.of(Aws.open(URI.create("http://127.0.0.1:" + free.getLocalPort())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected List<String> secrets() {
    return List.of(KmsDouble.SECRET);
  }
}
