/// The listener for operators: health and metrics for everyone, administration for who has the
/// token.
package io.cofre.core.admin;
