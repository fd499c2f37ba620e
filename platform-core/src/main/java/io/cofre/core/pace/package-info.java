/// Limits of how much may happen in a time.
package io.cofre.core.pace;
