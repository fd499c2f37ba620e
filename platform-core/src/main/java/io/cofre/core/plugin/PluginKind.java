package io.cofre.core.plugin;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.Provider;
import io.cofre.api.storage.BlobStoreProvider;
import io.cofre.api.storage.MetadataStoreProvider;
import io.cofre.api.transport.TransportProvider;
import java.util.Arrays;
import java.util.Optional;

/// What a plugin can bring.
public enum PluginKind {
  /// Authenticated ciphers.
  CIPHER("cipher", "cipher", CipherProvider.class),
  /// Key management systems.
  KMS("KMS", "kms", KmsProvider.class),
  /// Stores of metadata.
  METADATA("metadata store", "storage", MetadataStoreProvider.class),
  /// Stores of blobs.
  BLOBS("blob store", "storage", BlobStoreProvider.class),
  /// Listeners.
  TRANSPORT("transport", "transport", TransportProvider.class);

  private final String words;
  private final String jarPrefix;
  private final Class<? extends Provider> service;

  PluginKind(String words, String jarPrefix, Class<? extends Provider> service) {
    this.words = words;
    this.jarPrefix = jarPrefix;
    this.service = service;
  }

  /// Find the kind of a service interface, by its class name.
  static Optional<PluginKind> ofService(String className) {
    return Arrays.stream(values()).filter(k -> k.service.getName().equals(className)).findFirst();
  }

  /// The words operators read.
  public String words() {
    return words;
  }

  /// How the names of jars of this kind begin by custom.
  public String jarPrefix() {
    return jarPrefix;
  }

  /// The service interface.
  public Class<? extends Provider> service() {
    return service;
  }
}
