/// The command line, and the order in which everything is opened, started, drained and closed.
///
/// It knows every room and wires them by hand; no room knows it.
package io.cofre.core.boot;
