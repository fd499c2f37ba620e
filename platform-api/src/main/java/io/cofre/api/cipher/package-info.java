/// Authenticated encryption of single segments, and the keys it takes.
package io.cofre.api.cipher;
