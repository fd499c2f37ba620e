package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.acceptance.KmsPeer.Versions;
import io.cofre.kms.aws.Moto;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// A server whose keys are in AWS KMS, as moto serves it; skipped where moto is missing, but not
/// where `CI` is set.
class AwsPluginTest extends KmsPluginRules {
  private static final String REGION = "eu-central-1";
  private static final String ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @Override
  KmsPeer start(Path folder) throws Exception {
    Moto moto = Moto.start();
    Map<String, String> settings =
        Map.of(
            "endpoint",
            moto.uri().toString(),
            "region",
            REGION,
            "access-key-id",
            ID,
            "secret-access-key",
            KmsPeer.secret(folder.resolve("secret"), SECRET));
    return new RunningPeer("aws", Versions.UNTOLD, settings, List.of(SECRET), moto);
  }

  @Test
  void a_key_is_counted_and_kept_under_all_its_names() throws Exception {
    try (Server server = server();
        S3Client s3 = Sdk.client(server.endpoint())) {
      server.cofre("keys", "create", "photos").mustSucceed();
      List<String> names = List.of("photos", "alias/photos", arn("alias/photos"));
      s3.createBucket(b -> b.bucket("names"));
      for (int i = 0; i < 2; i++) {
        String name = names.get(i);
        String key = "object-" + i;
        s3.putObject(
            b ->
                b.bucket("names")
                    .key(key)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(name),
            RequestBody.fromString(name));
      }
      assertTrue(line(server.cofre("keys", "list")).contains("enabled"));
      for (String name : names) {
        assertTrue(line(server.cofre("keys", "describe", "--users", name)).endsWith("  2"), name);
        String refused = server.cofre("keys", "delete", name).mustEnd(1).output();
        assertTrue(refused.contains("2"), refused);
        assertEquals(
            names.getFirst(),
            s3.getObjectAsBytes(b -> b.bucket("names").key("object-0")).asUtf8String());
      }
      server.cofre("keys", "delete", names.getLast(), "--users", "2").mustSucceed();
      assertTrue(line(server.cofre("keys", "list")).contains("pending-deletion"));
    }
  }

  /// The line of the output that tells of the key.
  private static String line(Command.Result result) {
    String output = result.mustSucceed().output();
    return output
        .lines()
        .filter(line -> line.contains("photos") || line.startsWith("arn:"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(output));
  }

  /// What the KMS itself says that an alias is.
  private String arn(String alias) {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, SECRET));
    try (KmsClient kms =
        KmsClient.builder()
            .endpointOverride(URI.create(peer().more().get("endpoint")))
            .region(Region.of(REGION))
            .credentialsProvider(credentials)
            .build()) {
      return kms.describeKey(b -> b.keyId(alias)).keyMetadata().arn();
    }
  }
}
