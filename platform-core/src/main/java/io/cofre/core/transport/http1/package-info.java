/// HTTP/1.1 (RFC 9112) on one connection: strict in what it takes, exact in what it passes on.
package io.cofre.core.transport.http1;
