/// The command line's side of the admin API.
package io.cofre.core.client;
