package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.secretmanager.v1.SecretVersion;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.grpc.InsecureServerCredentials;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes out when a service of Google says no, or says nothing: one request, one reason.
class GcpFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  private final SecretDouble secrets = new SecretDouble();
  private final CloudDouble cloud = new CloudDouble();
  private GoogleDouble secretServer;
  private GoogleDouble cloudServer;
  private Kms secretKms;
  private Kms cloudKms;

  @BeforeEach
  void start() throws IOException {
    secretServer = new GoogleDouble(InsecureServerCredentials.create(), secrets);
    cloudServer = new GoogleDouble(InsecureServerCredentials.create(), cloud);
    secretKms = Gcp.open("secret-manager", secretServer.port(), "timeout", "2s");
    cloudKms = Gcp.open("cloud-kms", cloudServer.port(), "timeout", "2s");
    secretKms.administration().orElseThrow().create(KEY);
    cloudKms.administration().orElseThrow().create(KEY);
  }

  @AfterEach
  void stop() {
    secretKms.close();
    cloudKms.close();
    secretServer.close();
    cloudServer.close();
  }

  private static KmsException failure(Kms kms) {
    try (DataKey data = DataKey.random()) {
      return assertThrows(KmsException.class, () -> kms.wrap(KEY, data, KeyContext.EMPTY));
    }
  }

  @Test
  void whereNobodyListensTheOperatorReadsSo() {
    secretServer.close();
    cloudServer.close();
    for (Kms kms : new Kms[] {secretKms, cloudKms}) {
      assertEquals(Reason.UNAVAILABLE, failure(kms).reason(), "on the connection that ended");
      KmsException e = failure(kms);
      assertEquals(Reason.UNAVAILABLE, e.reason());
      assertTrue(e.getMessage().contains("cannot be reached: "), e.getMessage());
      assertTrue(e.getMessage().contains("refused"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, KEY_NOT_FOUND",
    "PERMISSION_DENIED, ACCESS_DENIED",
    "UNAUTHENTICATED, ACCESS_DENIED",
    "RESOURCE_EXHAUSTED, THROTTLED",
    "UNAVAILABLE, UNAVAILABLE",
    "INTERNAL, UNAVAILABLE",
    "ABORTED, UNAVAILABLE",
    "FAILED_PRECONDITION, KEY_DISABLED",
    "UNIMPLEMENTED, UNSUPPORTED",
    "INVALID_ARGUMENT, UNEXPECTED",
    "UNKNOWN, UNEXPECTED"
  })
  void everyCodeHasAReasonAfterOneCall(Status.Code code, Reason reason) {
    int before = cloudServer.requests.get();
    cloudServer.fail(code.toStatus().withDescription("the words of Google"));
    KmsException e = failure(cloudKms);
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(e.getMessage().contains("the words of Google"), e.getMessage());
    assertTrue(e.getMessage().startsWith("Google Cloud KMS at 127.0.0.1"), e.getMessage());
    assertEquals(before + 1, cloudServer.requests.get());
  }

  @ParameterizedTest
  @CsvSource({
    "DESTROY_SCHEDULED, KEY_PENDING_DELETION",
    "DESTROYED, KEY_NOT_FOUND",
    "DISABLED, KEY_DISABLED"
  })
  void statesAreToldApart(String state, Reason reason) {
    cloudServer.fail(Status.FAILED_PRECONDITION.withDescription("current state is: " + state));
    assertEquals(reason, failure(cloudKms).reason());
  }

  @Test
  void throttlingCarriesTheWait() {
    secretServer.throttle(9);
    KmsException e = failure(secretKms);
    assertEquals(Reason.THROTTLED, e.reason());
    assertEquals(Optional.of(Duration.ofSeconds(9)), e.retryAfter());
  }

  @Test
  void aStormIsPassedOnOneByOne() {
    int before = secretServer.requests.get();
    for (int i = 0; i < 20; i++) {
      secretServer.fail(Status.UNAVAILABLE);
      assertEquals(Reason.UNAVAILABLE, failure(secretKms).reason());
    }
    assertEquals(before + 20, secretServer.requests.get());
  }

  @Test
  void noAnswerInTimeIsUnavailable() {
    secretServer.fail(Status.OK);
    assertEquals(Reason.UNAVAILABLE, failure(secretKms).reason());
    cloudServer.fail(Status.OK);
    assertEquals(Reason.UNAVAILABLE, failure(cloudKms).reason());
  }

  @Test
  void healthSaysWhatIsMissing() {
    String words = "Permission 'secretmanager.secrets.list' denied on resource";
    secretServer.fail(Status.PERMISSION_DENIED.withDescription(words));
    var down = assertInstanceOf(Health.Down.class, secretKms.health());
    assertTrue(down.reason().contains(words), down.reason());
  }

  @Test
  void whatWasDamagedOnItsWayIsNotUsed() {
    secrets.damaging = true;
    assertEquals(Reason.UNAVAILABLE, failure(secretKms).reason());
    WrappedKey wrapped = cloudKms.generate(KEY, KeyContext.EMPTY).wrapped();
    cloud.damaging = true;
    assertEquals(Reason.UNAVAILABLE, failure(cloudKms).reason());
    var e = assertThrows(KmsException.class, () -> cloudKms.unwrap(wrapped, KeyContext.EMPTY));
    assertEquals(Reason.UNAVAILABLE, e.reason());
  }

  @Test
  void aDisabledVersionAndADestroyedOneAreToldApart() {
    WrappedKey first = secretKms.generate(KEY, KeyContext.EMPTY).wrapped();
    assertEquals("2", secretKms.administration().orElseThrow().rotate(KEY).version());
    String version = Gcp.PROJECT + "/secrets/cofre/versions/1";
    secrets.moved(version, SecretVersion.State.DISABLED);
    var e = assertThrows(KmsException.class, () -> secretKms.unwrap(first, KeyContext.EMPTY));
    assertEquals(Reason.KEY_DISABLED, e.reason());
    secrets.moved(version, SecretVersion.State.DESTROYED);
    e = assertThrows(KmsException.class, () -> secretKms.unwrap(first, KeyContext.EMPTY));
    assertEquals(Reason.KEY_NOT_FOUND, e.reason());
    assertEquals("2", secretKms.generate(KEY, KeyContext.EMPTY).wrapped().version());
  }

  @Test
  void wrapsUnderTheNewestVersionThatIsEnabled() {
    secretKms.administration().orElseThrow().rotate(KEY);
    secrets.moved(Gcp.PROJECT + "/secrets/cofre/versions/2", SecretVersion.State.DISABLED);
    WrappedKey wrapped = secretKms.generate(KEY, KeyContext.EMPTY).wrapped();
    KeyDescription told = secretKms.administration().orElseThrow().describe(KEY);
    assertEquals("1", wrapped.version());
    assertEquals(told.version(), wrapped.version());
  }

  @Test
  void aSecretWithoutVersionIsMadeAKeyAtLast() {
    KeyId key = new KeyId("halfway");
    secretKms.administration().orElseThrow().create(key);
    secrets.versions.get(Gcp.PROJECT + "/secrets/halfway").clear();
    assertEquals("1", secretKms.administration().orElseThrow().create(key).version());
  }

  @Test
  void aSecretThatIsNoKeyIsNamed() {
    secrets.payloads.replaceAll((_, _) -> com.google.protobuf.ByteString.copyFromUtf8("password"));
    KmsException e = failure(secretKms);
    assertEquals(Reason.UNEXPECTED, e.reason());
    assertTrue(!e.getMessage().contains("password"), e.getMessage());
  }
}
