package io.cofre.kms.local;

import module cofre.api;
import module java.base;

/// Offers the KMS `local`, whose keys are files under a root key or a passphrase.
public final class LocalKmsProvider implements KmsProvider {
  private static final Setting<Path> PATH =
      Setting.path("path", "Folder of the key files; made with mode 0700 for the first key.")
          .or("keys");
  private static final Setting<Path> ROOT_KEY_FILE =
      Setting.path(
          "root-key-file",
          "File of the root key, mode 0600; made with the first key. Default: root.key in the"
              + " folder of the keys. Keep a copy of it elsewhere, and better the file itself too.");
  private static final Setting<Secret> ROOT_PASSPHRASE =
      Setting.secret(
          "root-passphrase",
          "A passphrase of 12 characters or more instead of a root key; Argon2id makes the root key"
              + " of it.");
  private static final Setting<Path> PREVIOUS_FILE =
      Setting.path(
          "previous-root-key-file",
          "The root key before, to change it: keys under it are sealed anew at the start.");
  private static final Setting<Secret> PREVIOUS_PASSPHRASE =
      Setting.secret(
          "previous-root-passphrase",
          "The passphrase before, to change it: keys under it are sealed anew at the start.");

  /// Make the provider.
  public LocalKmsProvider() {}

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PATH, ROOT_KEY_FILE, ROOT_PASSPHRASE, PREVIOUS_FILE, PREVIOUS_PASSPHRASE);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    return open(settings, context, WrapLimit.OF_AES_GCM);
  }

  static Kms open(Settings settings, PluginContext context, WrapLimit limit) {
    Path folder = absolute(settings.get(PATH), context);
    Roots roots = new Roots(current(settings, context, folder), previous(settings, context));
    try {
      requireFolder(folder);
      roots.requireFor(folder);
      roots.sealAnew(folder);
      return new LocalKms(new KeyFolder(folder, roots, limit, context.clock()));
    } catch (IOException e) {
      throw new InvalidSettings(
          PATH.key(),
          "the folder of the keys, %s, cannot be used (%s): let the server read and write it"
              .formatted(folder, e));
    }
  }

  private static void requireFolder(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new java.nio.file.NotDirectoryException(folder.toString());
    }
  }

  private static RootSource current(Settings settings, PluginContext context, Path folder) {
    Optional<Path> file = settings.find(ROOT_KEY_FILE);
    Optional<Secret> passphrase = settings.find(ROOT_PASSPHRASE);
    if (file.isPresent() && passphrase.isPresent()) {
      throw new InvalidSettings(
          ROOT_PASSPHRASE.key(), "is there beside root-key-file; keep one of them");
    }
    if (passphrase.isPresent()) {
      return new RootSource.OfPassphrase(passphrase.get(), ROOT_PASSPHRASE.key());
    }
    Path rootFile = file.map(p -> absolute(p, context)).orElse(folder.resolve("root.key"));
    return new RootSource.InFile(rootFile, ROOT_KEY_FILE.key());
  }

  private static List<RootSource> previous(Settings settings, PluginContext context) {
    List<RootSource> previous = new ArrayList<>();
    settings
        .find(PREVIOUS_FILE)
        .map(path -> new RootSource.InFile(absolute(path, context), PREVIOUS_FILE.key()))
        .ifPresent(previous::add);
    settings
        .find(PREVIOUS_PASSPHRASE)
        .map(secret -> new RootSource.OfPassphrase(secret, PREVIOUS_PASSPHRASE.key()))
        .ifPresent(previous::add);
    return previous;
  }

  private static Path absolute(Path path, PluginContext context) {
    return context.home().resolve(path).toAbsolutePath().normalize();
  }
}
