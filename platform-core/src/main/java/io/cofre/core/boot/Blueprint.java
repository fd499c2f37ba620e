package io.cofre.core.boot;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.storage.BlobStoreProvider;
import io.cofre.api.storage.MetadataStoreProvider;
import io.cofre.api.transport.TransportProvider;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.ListenerConfig;
import io.cofre.core.plugin.LoadedPlugins;
import java.util.List;
import java.util.Map;

/// A configuration and the plugins it names, checked against each other; nothing is open yet.
///
/// @param config the configuration
/// @param plugins what was loaded
/// @param metadata the metadata store
/// @param blobs the blob store
/// @param kms the key management systems, by the names the operator gave them
/// @param ciphers every cipher there is, by name: old objects may need any of them
/// @param listeners by name
/// @param warnings what the operator should know
/// @param effective the configuration in effect, line by line, secrets hidden
record Blueprint(
    CofreConfig config,
    LoadedPlugins plugins,
    Part<MetadataStoreProvider> metadata,
    Part<BlobStoreProvider> blobs,
    Map<String, Part<KmsProvider>> kms,
    Map<String, CipherProvider> ciphers,
    Map<String, Listener> listeners,
    List<String> warnings,
    List<String> effective) {

  /// A listener and who carries it.
  record Listener(ListenerConfig config, Part<TransportProvider> transport) {}
}
