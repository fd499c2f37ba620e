/// The jobs that seal stored objects otherwise: `rewrap` wraps their keys again, `reencrypt` seals
/// their bodies anew.
package io.cofre.core.reseal;
