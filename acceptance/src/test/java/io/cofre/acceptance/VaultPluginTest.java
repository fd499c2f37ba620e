package io.cofre.acceptance;

import io.cofre.kms.vault.FakeVault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server whose keys are in the transit engine of Vault.
class VaultPluginTest extends KmsPluginRules {

  private record Peer(FakeVault fake, Path folder) implements KmsPeer {
    @Override
    public String provider() {
      return "vault";
    }

    @Override
    public Map<String, String> more() {
      return Map.of(
          "endpoint", fake.uri(), "token", "${file:%s}".formatted(folder.resolve("token")));
    }

    @Override
    public void create(Server server, String key) throws Exception {
      post("/v1/transit/keys/" + key, "{\"type\":\"aes256-gcm96\",\"derived\":true}");
    }

    @Override
    public void rotate(Server server, String key) throws Exception {
      post("/v1/transit/keys/%s/rotate".formatted(key), "{}");
    }

    private void post(String path, String body) throws Exception {
      try (HttpClient client = HttpClient.newHttpClient()) {
        var request =
            HttpRequest.newBuilder(URI.create(fake.uri() + path))
                .header("X-Vault-Token", FakeVault.ROOT)
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
          throw new IOException(answer.statusCode() + ": " + answer.body());
        }
      }
    }

    @Override
    public List<String> secrets() {
      return List.of(FakeVault.ROOT);
    }

    @Override
    public void close() {
      fake.close();
    }
  }

  @Override
  KmsPeer start(Path folder) throws Exception {
    Files.writeString(folder.resolve("token"), FakeVault.ROOT);
    return new Peer(new FakeVault(), folder);
  }
}
