/// Listeners that carry requests to the platform and answers back.
package io.cofre.api.transport;
