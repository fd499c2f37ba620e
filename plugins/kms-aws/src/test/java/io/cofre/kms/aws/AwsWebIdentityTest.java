package io.cofre.kms.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Credentials by web identity, from an STS on loopback that takes a token of a file.
class AwsWebIdentityTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/cofre";
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  @TempDir Path home;
  private HttpServer sts;
  private KmsDouble aws;
  private KeyId key;

  @BeforeEach
  void start() throws IOException {
    var keys = new DoubleKeys("eu-central-1");
    key = new KeyId(keys.arn(keys.create(false)));
    aws = new KmsDouble(keys, accepted);
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String id = "ASIA" + tokens.size();
          tokens.add(field(form, "WebIdentityToken"));
          accepted.put(id, "temporary" + id);
          String xml =
              """
              <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
              <AccessKeyId>%s</AccessKeyId><SecretAccessKey>temporary%s</SecretAccessKey>
              <SessionToken>session-%s</SessionToken><Expiration>%s</Expiration>
              </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
              """
                  .formatted(id, id, id, Instant.now().plusSeconds(3600));
          byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
          boolean good = field(form, "RoleArn").equals(ROLE);
          exchange.sendResponseHeaders(good ? 200 : 403, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    sts.start();
  }

  private static String field(String form, String name) {
    for (String pair : form.split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @AfterEach
  void stop() {
    sts.stop(0);
    aws.close();
  }

  private Kms open() {
    return open(Map.of("role-arn", ROLE, "web-identity-token-file", tokenFile()));
  }

  private Kms open(Map<String, String> identity) {
    Map<String, String> settings = new HashMap<>(identity);
    settings.put("endpoint", aws.uri().toString());
    settings.put("sts-endpoint", "http://127.0.0.1:" + sts.getAddress().getPort());
    settings.put("region", "eu-central-1");
    return Aws.bare(settings);
  }

  private String tokenFile() {
    return home.resolve("token").toString();
  }

  @Test
  void aTokenThatExpiredInFlightIsRenewedOnceAndTheCallMadeAgain() throws IOException {
    Files.writeString(home.resolve("token"), "first-token");
    try (Kms kms = open()) {
      kms.generate(key, KeyContext.EMPTY).close();
      kms.generate(key, KeyContext.EMPTY).close();
      assertEquals(List.of("first-token"), tokens);
      Files.writeString(home.resolve("token"), "second-token");
      aws.faults.add(KmsDouble.error(400, "ExpiredTokenException", "The security token expired"));
      kms.generate(key, KeyContext.EMPTY).close();
      assertEquals(List.of("first-token", "second-token"), tokens);
    }
  }

  @Test
  void aTokenThatStaysExpiredIsDeniedAfterOneRenewal() throws IOException {
    Files.writeString(home.resolve("token"), "first-token");
    try (Kms kms = open()) {
      for (int i = 0; i < 9; i++) {
        aws.faults.add(KmsDouble.error(400, "ExpiredTokenException", "The security token expired"));
      }
      var e = assertThrows(KmsException.class, () -> kms.generate(key, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason());
      assertEquals(2, aws.requests.get());
    }
  }

  /// The SDK reads its environment's settings from system properties as well.
  private static void with(Map<String, String> environment, Executable test) throws Throwable {
    environment.forEach(System::setProperty);
    try {
      test.execute();
    } finally {
      environment.keySet().forEach(System::clearProperty);
    }
  }

  private void inEnvironment(Executable test) throws Throwable {
    with(Map.of("aws.roleArn", ROLE, "aws.webIdentityTokenFile", tokenFile()), test);
  }

  @Test
  void theWebIdentityOfTheEnvironmentIsAskedForOnOurWay() throws Throwable {
    Files.writeString(home.resolve("token"), "first-token");
    inEnvironment(() -> {
      try (Kms kms = open(Map.of())) {
        kms.generate(key, KeyContext.EMPTY).close();
      }
    });
    assertEquals(List.of("first-token"), tokens);
  }

  @Test
  void aPlaceOfTokensThatIsDownIsUnavailableAlsoForTheEnvironment() throws Throwable {
    Files.writeString(home.resolve("token"), "first-token");
    sts.stop(0);
    inEnvironment(() -> {
      try (Kms kms = open(Map.of())) {
        var e = assertThrows(KmsException.class, () -> kms.generate(key, KeyContext.EMPTY));
        assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      }
    });
  }

  @Test
  void credentialsOfTheEnvironmentComeBeforeItsWebIdentity() throws Throwable {
    var keys = Map.of("aws.accessKeyId", KmsDouble.ID, "aws.secretAccessKey", KmsDouble.SECRET);
    accepted.put(KmsDouble.ID, KmsDouble.SECRET);
    with(
        keys,
        () ->
            inEnvironment(() -> {
              try (Kms kms = open(Map.of())) {
                kms.generate(key, KeyContext.EMPTY).close();
              }
            }));
    assertEquals(List.of(), tokens);
  }

  @Test
  void aProfileOfTheSettingsComesBeforeWhatTheEnvironmentHas() throws Throwable {
    Path profiles =
        Files.writeString(
            home.resolve("credentials"),
            "[cofre]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(KmsDouble.ID, KmsDouble.SECRET));
    accepted.put(KmsDouble.ID, KmsDouble.SECRET);
    with(
        Map.of("aws.sharedCredentialsFile", profiles.toString()),
        () ->
            inEnvironment(() -> {
              try (Kms kms = open(Map.of("profile", "cofre"))) {
                kms.generate(key, KeyContext.EMPTY).close();
              }
            }));
    assertEquals(List.of(), tokens);
  }

  @Test
  void whereThereAreNoCredentialsTheirPlacesAreNamed() throws Throwable {
    var nowhere = home.resolve("none").toString();
    var environment =
        Map.of(
            "aws.disableEc2Metadata",
            "true",
            "aws.sharedCredentialsFile",
            nowhere,
            "aws.configFile",
            nowhere);
    with(
        environment,
        () -> {
          try (Kms kms = open(Map.of())) {
            var e = assertThrows(KmsException.class, () -> kms.generate(key, KeyContext.EMPTY));
            assertEquals(Reason.ACCESS_DENIED, e.reason());
            assertEquals(
                "AWS KMS in eu-central-1: no credentials for kms:GenerateDataKey: none in settings,"
                    + " environment, AWS files or of this host",
                e.getMessage());
          }
        });
  }

  @Test
  void aMissingTokenFileIsNamed() {
    try (Kms kms = open()) {
      var e = assertThrows(KmsException.class, () -> kms.generate(key, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason(), e.getMessage());
    }
  }

  @Test
  void aFailureShowsNoToken() throws IOException {
    Files.writeString(home.resolve("token"), "first-token");
    sts.stop(0);
    try (Kms kms = open()) {
      var e = assertThrows(KmsException.class, () -> kms.generate(key, KeyContext.EMPTY));
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      assertFalse(e.getMessage().contains("first-token"), e.getMessage());
    }
  }
}
