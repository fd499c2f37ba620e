/// ChaCha20-Poly1305 with a native engine.
package io.cofre.cipher.chacha;
