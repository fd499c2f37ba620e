/// Listeners on Helidon: a request becomes an exchange, and nothing beyond this door sees Helidon.
///
/// Helidon brings sockets, threads, TLS and HTTP/2. HTTP/1.1 is spoken by `http1` on Helidon's own
/// connection interface, because its stock connection replaces header bytes beyond ASCII, keeps
/// whole chunks in memory and reads an unwanted body to its end.
package io.cofre.core.transport;
