/// AES-256-GCM with a native engine.
package io.cofre.cipher.aes;
