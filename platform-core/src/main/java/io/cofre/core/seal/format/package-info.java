/// What every version of the sealed format has in common: a header, and segments that are found by
/// arithmetic.
package io.cofre.core.seal.format;
