/// From plaintext to sealed segments and back: identities, object keys, bodies.
package io.cofre.core.seal;
