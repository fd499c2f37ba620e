package io.cofre.kms.gcp;

import module cofre.api;

import io.cofre.kms.http.ChoiceSetting;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.SecretKms;
import java.util.List;

/// Offers the KMS `gcp`: Google Secret Manager, or Google Cloud KMS.
public final class GcpKmsProvider implements KmsProvider {
  private enum Engine {
    SECRET_MANAGER,
    CLOUD_KMS
  }

  private static final System.Logger LOG = System.getLogger(GcpKmsProvider.class.getName());
  private static final Setting<Engine> ENGINE =
      ChoiceSetting.of("engine", Engine.class, "Where keys are: secret-manager or cloud-kms.");
  private static final Setting<String> PROJECT = name("project", "Project of the keys.");
  private static final Setting<String> LOCATION =
      name("location", "Location of the key ring; with cloud-kms.").or("global");
  private static final Setting<String> KEY_RING =
      name("key-ring", "Key ring of the keys; with cloud-kms.").or("cofre");

  /// Make the provider.
  public GcpKmsProvider() {}

  @Override
  public String name() {
    return "gcp";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        ENGINE,
        PROJECT,
        LOCATION,
        KEY_RING,
        GoogleService.ENDPOINT,
        HttpSettings.CA,
        HttpSettings.TIMEOUT,
        HttpSettings.PROXY,
        GoogleService.CREDENTIALS);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    String project = "projects/" + settings.get(PROJECT);
    if (settings.get(ENGINE) == Engine.CLOUD_KMS) {
      String location = project + "/locations/" + settings.get(LOCATION);
      return new CloudKms(location + "/keyRings/" + settings.get(KEY_RING), settings, context);
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "kms {0}: Secret Manager hands master keys to this server, unwrapped; cloud-kms does not",
        context.instance());
    return new SecretKms(new Secrets(project, settings, context), "cofre kms-gcp ");
  }

  /// Describe a setting that is a part of the names of keys.
  private static Setting<String> name(String key, String help) {
    return Setting.of(key, "text", GcpKmsProvider::part, help);
  }

  private static String part(String text) {
    if (!text.matches("[a-zA-Z0-9:._-]{1,63}")) {
      throw new IllegalArgumentException("expected a name, without slashes");
    }
    return text;
  }
}
