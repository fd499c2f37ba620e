/// The listener for operators: health, metrics, version.
package io.cofre.core.admin;
