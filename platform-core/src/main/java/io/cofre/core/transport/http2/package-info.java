/// HTTP/2 (RFC 9113), which Helidon speaks, as exchanges.
package io.cofre.core.transport.http2;
