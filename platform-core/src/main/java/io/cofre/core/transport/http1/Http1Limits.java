package io.cofre.core.transport.http1;

import java.time.Duration;

/// What an HTTP/1.1 connection bears with.
///
/// @param head the most bytes of a request line with its headers
/// @param headTimeout the most time from the first byte of a head to its last
/// @param idle the most time that the peer may keep us waiting otherwise
public record Http1Limits(int head, Duration headTimeout, Duration idle) {}
