/// The plugin loader: from a folder of jars to the providers they offer, or to every reason why
/// not.
///
/// It reads, judges, unpacks, defines one module layer per jar and asks it for its providers, in
/// that order, and runs no plugin code before the last step. It knows nothing of configuration.
package io.cofre.core.plugin;
