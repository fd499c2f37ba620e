package io.cofre.kms.gcp;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.SecretKms;
import java.lang.System.Logger.Level;
import java.util.List;

/// Offers the KMS `gcp`: Google Secret Manager, or Google Cloud KMS.
public final class GcpKmsProvider implements KmsProvider {
  private static final System.Logger LOG = System.getLogger(GcpKmsProvider.class.getName());
  private static final Setting<Boolean> CLOUD_KMS =
      Setting.of(
          "engine",
          "secret-manager or cloud-kms",
          GcpKmsProvider::isCloudKms,
          "Where keys are: secret-manager (the server holds them while it uses them) or cloud-kms.");
  private static final Setting<String> PROJECT = Setting.text("project", "Project of the keys.");
  private static final Setting<String> LOCATION =
      Setting.text("location", "Location of the key ring; with cloud-kms.").or("global");
  private static final Setting<String> KEY_RING =
      Setting.text("key-ring", "Key ring of the keys; with cloud-kms.").or("cofre");

  /// Make the provider.
  public GcpKmsProvider() {}

  private static boolean isCloudKms(String text) {
    return switch (text) {
      case "cloud-kms" -> true;
      case "secret-manager" -> false;
      default -> throw new IllegalArgumentException("expected secret-manager or cloud-kms");
    };
  }

  @Override
  public String name() {
    return "gcp";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        CLOUD_KMS,
        PROJECT,
        LOCATION,
        KEY_RING,
        Channel.ENDPOINT,
        HttpSettings.CA,
        HttpSettings.TIMEOUT,
        HttpSettings.PROXY,
        Identity.FILE);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    boolean cloudKms = settings.get(CLOUD_KMS);
    String project = part(settings, PROJECT);
    if (cloudKms) {
      String ring =
          "projects/%s/locations/%s/keyRings/%s"
              .formatted(project, part(settings, LOCATION), part(settings, KEY_RING));
      return new CloudKms(
          Channel.open("Google Cloud KMS", "cloudkms.googleapis.com", settings, context), ring);
    }
    LOG.log(
        Level.WARNING,
        "kms {0}: Secret Manager hands master keys to this server, unwrapped; cloud-kms does not",
        context.instance());
    var channel =
        Channel.open("Google Secret Manager", "secretmanager.googleapis.com", settings, context);
    return new SecretKms(Secrets.of(channel, "projects/" + project), "cofre kms-gcp ");
  }

  private static String part(Settings settings, Setting<String> setting) {
    String text = settings.get(setting);
    if (!text.matches("[a-zA-Z0-9:._-]{1,63}")) {
      throw new InvalidSettings(setting.key(), "expected a name, without slashes");
    }
    return text;
  }
}
