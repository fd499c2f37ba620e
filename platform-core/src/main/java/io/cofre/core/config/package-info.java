/// The configuration: from one YAML file, the environment and the command line to records.
///
/// Everything wrong is collected and told together, each with its place, its key and a cure. No
/// type of the configuration library leaves this package.
package io.cofre.core.config;
