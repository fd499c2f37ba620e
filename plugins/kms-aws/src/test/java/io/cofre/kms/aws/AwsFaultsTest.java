package io.cofre.kms.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes out when AWS KMS says no, says nonsense, or says nothing: one request, one reason.
class AwsFaultsTest {
  private KmsDouble aws;
  private KeyId key;
  private Kms kms;

  @BeforeEach
  void start() throws IOException {
    aws = new KmsDouble("eu-central-1");
    key = new KeyId(aws.keys.arn(aws.keys.create(false)));
    kms = Aws.open(aws.uri(), "timeout", "2s");
  }

  @AfterEach
  void stop() {
    kms.close();
    aws.close();
  }

  private KmsException failure() {
    try (DataKey data = DataKey.random()) {
      int before = aws.requests.get();
      var e = assertThrows(KmsException.class, () -> kms.wrap(key, data, KeyContext.EMPTY));
      assertTrue(aws.requests.get() - before <= 1, "a failed call is not made again");
      assertFalse(e.getMessage().contains(KmsDouble.SECRET));
      return e;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, NotFoundException, KEY_NOT_FOUND",
    "400, com.amazonaws.kms#NotFoundException, KEY_NOT_FOUND",
    "400, DisabledException, KEY_DISABLED",
    "400, AccessDeniedException, ACCESS_DENIED",
    "400, UnrecognizedClientException, ACCESS_DENIED",
    "400, ExpiredTokenException, ACCESS_DENIED",
    "403, AnythingElse, ACCESS_DENIED",
    "400, InvalidCiphertextException, NOT_AUTHENTIC",
    "400, IncorrectKeyException, NOT_AUTHENTIC",
    "400, ThrottlingException, THROTTLED",
    "429, AnythingElse, THROTTLED",
    "400, InvalidKeyUsageException, UNSUPPORTED",
    "400, LimitExceededException, UNSUPPORTED",
    "400, ConflictException, UNAVAILABLE",
    "500, KMSInternalException, UNAVAILABLE",
    "500, KeyUnavailableException, UNAVAILABLE",
    "500, DependencyTimeoutException, UNAVAILABLE",
    "503, AnythingElse, UNAVAILABLE",
    "400, ValidationException, UNEXPECTED",
    "418, AnythingElse, UNEXPECTED"
  })
  void everyAnswerHasAReason(int status, String type, Reason reason) {
    aws.faults.add(KmsDouble.error(status, type, "the words of AWS"));
    KmsException e = failure();
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(e.getMessage().contains("the words of AWS"), e.getMessage());
    assertTrue(e.getMessage().contains("kms:Encrypt"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "arn is pending deletion., KEY_PENDING_DELETION",
    "arn is pending replica deletion., KEY_PENDING_DELETION",
    "arn is pending import., KEY_DISABLED",
    "arn is unavailable., UNAVAILABLE",
    "arn is updating., UNAVAILABLE"
  })
  void invalidStatesAreToldApart(String words, Reason reason) {
    aws.faults.add(KmsDouble.error(400, "KMSInvalidStateException", words));
    assertEquals(reason, failure().reason());
  }

  @Test
  void whereNobodyListensTheOperatorReadsSo() {
    aws.close();
    KmsException e = failure();
    assertEquals(Reason.UNAVAILABLE, e.reason());
    String words = "no answer to kms:Encrypt: AWS at %s/ cannot be reached: ".formatted(aws.uri());
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertFalse(e.getMessage().contains("Exception"), e.getMessage());
  }

  @Test
  void throttlingCarriesTheWait() {
    aws.faults.add(
        KmsDouble.error(400, "ThrottlingException", "Rate exceeded", "Retry-After", "7"));
    KmsException e = failure();
    assertEquals(Optional.of(Duration.ofSeconds(7)), e.retryAfter());
    aws.faults.add(
        KmsDouble.error(503, "Slow", "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));
    assertEquals(Optional.empty(), failure().retryAfter());
    aws.faults.add(
        KmsDouble.error(503, "Slow", "", "Retry-After", "Fri, 21 Oct 2107 07:28:00 GMT"));
    assertTrue(failure().retryAfter().isPresent());
  }

  @Test
  void aStormIsPassedOnOneByOne() {
    for (int i = 0; i < 20; i++) {
      aws.faults.add(KmsDouble.error(400, "ThrottlingException", "Rate exceeded"));
      assertEquals(Reason.THROTTLED, failure().reason());
    }
    assertEquals(20, aws.requests.get());
  }

  @Test
  void noAnswerInTimeIsUnavailable() {
    var end = new CountDownLatch(1);
    aws.faults.add(exchange -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    assertEquals(Reason.UNAVAILABLE, failure().reason());
    end.countDown();
  }

  @Test
  void aResetAndHalfAnAnswerAreUnavailable() {
    aws.faults.add(exchange -> exchange.close());
    assertEquals(Reason.UNAVAILABLE, failure().reason());
    aws.faults.add(exchange -> {
      exchange.sendResponseHeaders(200, 400);
      exchange.getResponseBody().write("{\"KeyId\":".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    assertEquals(Reason.UNAVAILABLE, failure().reason());
  }

  @Test
  void nonsenseIsUnexpected() {
    aws.faults.add(exchange -> KmsDouble.send(exchange, 200, "<html>a proxy's page</html>"));
    assertEquals(Reason.UNEXPECTED, failure().reason());
    aws.faults.add(exchange -> KmsDouble.send(exchange, 200, "{}"));
    assertEquals(Reason.UNEXPECTED, failure().reason());
  }

  @Test
  void theRequestThatWasSignedIsNotShown() {
    String canonical = "The signature does not match.\nx-amz-security-token:SESSION-TOKEN";
    aws.faults.add(KmsDouble.error(403, "InvalidSignatureException", canonical));
    KmsException e = failure();
    assertEquals(Reason.ACCESS_DENIED, e.reason());
    assertFalse(e.getMessage().contains("SESSION-TOKEN"), e.getMessage());
  }

  @Test
  void aClockThatIsWrongIsNamed() {
    String words = "Signature expired: 20261127T010203Z is now earlier than 20261127T015703Z";
    aws.faults.add(KmsDouble.error(400, "InvalidSignatureException", words));
    KmsException e = failure();
    assertEquals(Reason.ACCESS_DENIED, e.reason());
    assertTrue(e.getMessage().contains("Signature expired"), e.getMessage());
  }

  @Test
  void aWrongSecretIsRefusedByItsSignature() {
    try (Kms wrong = Aws.open(aws.uri(), "secret-access-key", "another")) {
      var e = assertThrows(KmsException.class, () -> wrong.generate(key, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason());
      assertFalse(e.getMessage().contains("another"), e.getMessage());
    }
  }

  @Test
  void healthSaysWhatIsMissing() {
    String words =
        "User: arn:aws:iam::111122223333:user/cofre is not authorized to perform: kms:ListAliases";
    aws.faults.add(KmsDouble.error(400, "AccessDeniedException", words));
    var down = assertInstanceOf(Health.Down.class, kms.health());
    assertTrue(down.reason().contains(words), down.reason());
    assertTrue(down.reason().startsWith("AWS KMS in eu-central-1 refused"), down.reason());
  }

  @Test
  void healthLooksAtAKeyWhereOneIsNamed() {
    try (Kms watching = Aws.open(aws.uri(), "health-key", key.value())) {
      assertInstanceOf(Health.Up.class, watching.health());
      watching.administration().orElseThrow().disable(key);
      var down = assertInstanceOf(Health.Down.class, watching.health());
      assertTrue(down.reason().contains("DISABLED"), down.reason());
    }
  }
}
