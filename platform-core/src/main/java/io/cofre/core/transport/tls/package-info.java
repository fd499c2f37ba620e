/// Certificates and keys of listeners, from PEM files (RFC 7468).
package io.cofre.core.transport.tls;
