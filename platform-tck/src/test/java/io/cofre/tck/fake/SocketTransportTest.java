package io.cofre.tck.fake;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.tck.TransportContract;

final class SocketTransportTest extends TransportContract {
  @Override
  protected Transport open(Gate gate) {
    return new SocketTransport(gate);
  }
}
