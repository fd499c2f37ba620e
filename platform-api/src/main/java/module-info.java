import org.jspecify.annotations.NullMarked;

/// The service interfaces of Cofre: what a plugin implements and what it may use.
///
/// A plugin is one modular jar that `requires cofre.api` and `provides` one or more of the provider
/// interfaces below. Nothing else of Cofre is visible to it. The module needs only the JDK.
///
/// | package | what a plugin can bring |
/// |---|---|
/// | `plugin` | what all of them share: settings, health, secrets, context |
/// | `cipher` | authenticated encryption of one segment |
/// | `kms` | wrapping and unwrapping of data keys |
/// | `storage` | ordered metadata, and immutable blobs |
/// | `transport` | listeners that carry requests |
///
/// Every promise has a rule number (P, C, K, M, S, T) in the Javadoc and a test of that number in
/// the vendor test kit.
///
/// @since 0.1
@NullMarked
module cofre.api {
  requires static org.jspecify;

  exports io.cofre.api.plugin;
  exports io.cofre.api.cipher;
  exports io.cofre.api.kms;
  exports io.cofre.api.storage;
  exports io.cofre.api.transport;
}
