package io.cofre.core.transport.http1;

import io.cofre.api.transport.Gate;
import java.time.InstantSource;

/// What all HTTP/1.1 connections of a listener share.
///
/// Thread-safe.
public final class Http1Server {
  private final Gate gate;
  private final Http1Limits limits;
  private final HeadWriter heads;

  /// Make one.
  public Http1Server(Gate gate, Http1Limits limits, InstantSource clock) {
    this.gate = gate;
    this.limits = limits;
    this.heads = new HeadWriter(clock);
  }

  Gate gate() {
    return gate;
  }

  /// What the connections bear with.
  public Http1Limits limits() {
    return limits;
  }

  HeadWriter heads() {
    return heads;
  }
}
