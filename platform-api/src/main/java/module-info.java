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
/// Every promise has a rule number (J, P, C, K, M, S, T) in the Javadoc and a test of that number
/// in the vendor test kit. Those of the jar itself:
///
/// - **J1** the jar is one named module, whole, for a Java that the platform runs, under a name
///   that the platform has not
/// - **J2** its module-info records which version of cofre.api it was compiled against, and the
///   platform has that version
/// - **J3** nothing of the packages io.cofre.api and io.cofre.core lies in it or in its libraries
/// - **J4** it requires cofre.api and modules of the JDK that the platform starts with, nothing
///   else
/// - **J5** each provider that its module-info names is in it and can be made, under a name that
///   keeps P2
/// - **J6** its libraries lie whole in META-INF/lib, and whatever its classes refer to is in it, in
///   them, in cofre.api or in the JDK
/// - **J7** each setting of its providers has a type and help
/// - **J8** it tells its own version
/// - **J9** no package lies both in it and in a library of it
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
