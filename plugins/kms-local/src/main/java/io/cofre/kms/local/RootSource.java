package io.cofre.kms.local;

import module java.base;

import io.cofre.api.plugin.Secret;

/// Where a root key comes from.
sealed interface RootSource {

  /// The root key that sealed a file of this head; empty if that is not the one of this source.
  Optional<RootKey> sealing(FileHead head) throws IOException;

  /// The root key for a folder without keys, made where it is missing.
  RootKey fresh() throws IOException;

  /// Refuse what cannot work, as far as that is known without any key file.
  void requireUsable() throws IOException;

  /// The name of the setting.
  String setting();

  /// What it is, for messages.
  String words();

  /// Why it does not open a file, and what to do.
  String refusal(FileHead head, Path keyFile);

  /// A file of 64 hexadecimal digits.
  record InFile(Path file, String setting) implements RootSource {

    @Override
    public Optional<RootKey> sealing(FileHead head) throws IOException {
      if (head.ofPassphrase() || !Files.exists(file)) {
        return Optional.empty();
      }
      return Optional.of(read()).filter(root -> root.head().equals(head));
    }

    @Override
    public RootKey fresh() throws IOException {
      if (!Files.exists(file)) {
        RootKeyFile.make(file);
      }
      return read();
    }

    @Override
    public void requireUsable() throws IOException {
      if (Files.exists(file)) {
        read();
      }
    }

    private RootKey read() throws IOException {
      byte[] key = RootKeyFile.read(file, setting);
      try {
        return RootKey.of(key);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }

    @Override
    public String words() {
      return "the root key " + file;
    }

    @Override
    public String refusal(FileHead head, Path keyFile) {
      if (head.ofPassphrase()) {
        return "%s is sealed under a passphrase: set root-passphrase, or previous-root-passphrase"
                .formatted(keyFile)
            + " to go over to a root key";
      }
      if (!Files.exists(file)) {
        return "the root key %s is missing, and %s opens with nothing else: restore it from a copy"
            .formatted(file, keyFile);
      }
      return "%s is not the root key of %s: name the right file, or restore it from a copy"
          .formatted(file, keyFile);
    }
  }

  /// A passphrase; each key file says how the root key is made of it.
  record OfPassphrase(Secret passphrase, String setting) implements RootSource {

    @Override
    public Optional<RootKey> sealing(FileHead head) {
      if (!head.ofPassphrase()) {
        return Optional.empty();
      }
      try {
        return Optional.of(stretched(head.stretching())).filter(root -> root.head().equals(head));
      } catch (IllegalArgumentException _) {
        return Optional.empty(); // another way of making a key, or none
      }
    }

    @Override
    public RootKey fresh() {
      return stretched(Stretching.fresh());
    }

    @Override
    public void requireUsable() {
      Passphrases.requireLong(passphrase, setting);
    }

    private RootKey stretched(Stretching stretching) {
      byte[] key = stretching.key(passphrase);
      try {
        return RootKey.of(key, stretching);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }

    @Override
    public String words() {
      return "the passphrase of " + setting;
    }

    @Override
    public String refusal(FileHead head, Path keyFile) {
      return head.ofPassphrase()
          ? "the passphrase does not open %s".formatted(keyFile)
          : "%s is sealed under a root key: set previous-root-key-file to go over to a passphrase"
              .formatted(keyFile);
    }
  }
}
