package io.cofre.kms.local;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Offers the KMS `local`, whose keys are files under a root key.
public final class LocalKmsProvider implements KmsProvider {
  private static final Setting<Path> PATH =
      Setting.path("path", "Folder of the key files; made with mode 0700 when it is missing.")
          .or("keys");
  private static final Setting<Path> ROOT_KEY_FILE =
      Setting.path(
          RootKey.SETTING,
          "File of the root key, mode 0600; made at the first start. Default: root.key in the"
              + " folder of the keys. Keep a copy of it elsewhere, and better the file itself too.");

  /// Make the provider.
  public LocalKmsProvider() {}

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PATH, ROOT_KEY_FILE);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    Path folder = context.home().resolve(settings.get(PATH)).toAbsolutePath().normalize();
    Path rootFile =
        settings
            .find(ROOT_KEY_FILE)
            .map(path -> context.home().resolve(path).toAbsolutePath().normalize())
            .orElse(folder.resolve("root.key"));
    try {
      PrivateFiles.makeFolder(folder);
      return new LocalKms(new KeyFolder(folder, RootKey.open(rootFile, folder), context.clock()));
    } catch (IOException e) {
      throw new InvalidSettings(
          PATH.key(),
          "the folder of the keys, %s, cannot be used (%s): let the server read and write it"
              .formatted(folder, e));
    }
  }
}
