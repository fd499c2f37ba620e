package io.cofre.acceptance;

import io.cofre.acceptance.KmsPeer.Versions;
import io.cofre.kms.azure.AzureDouble;
import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server whose keys are in Azure Key Vault.
class AzurePluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    var authority = new TestAuthority();
    var azure = new AzureDouble(authority);
    Map<String, String> settings =
        Map.of(
            "endpoint", azure.uri(),
            "authority", azure.uri(),
            "tls-ca", authority.writeRoot(folder.resolve("ca.pem")).toString(),
            "auth", "client-secret",
            "client-id", "app-1",
            "client-secret", KmsPeer.secret(folder.resolve("secret"), AzureDouble.SECRET));
    return new RunningPeer(
        "azure", Versions.TOLD, settings, List.of(AzureDouble.SECRET, "Bearer token-"), azure);
  }
}
