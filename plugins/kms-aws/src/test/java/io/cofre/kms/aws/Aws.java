package io.cofre.kms.aws;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Opens the KMS with the credentials of the double, and settings by key and value.
final class Aws {
  private Aws() {}

  static Kms open(URI endpoint, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("endpoint", endpoint.toString());
    all.put("region", "eu-central-1");
    all.put("access-key-id", KmsDouble.ID);
    all.put("secret-access-key", KmsDouble.SECRET);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return bare(all);
  }

  static Kms bare(Map<String, String> settings) {
    var context = new PluginContext("main", Path.of("target"), InstantSource.system());
    return new AwsKmsProvider().open(MemorySettings.of(settings), context);
  }
}
