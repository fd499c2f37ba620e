package io.cofre.kms.kmip;

import io.cofre.kmip.wire.Item;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.ResultReason;
import io.cofre.kmip.wire.Tag;
import io.cofre.kmip.wire.TtlvReader;
import io.cofre.kmip.wire.TtlvWriter;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A strict KMIP server for tests: checks the order of items, versions, credentials, names and
/// states, and answers with the result reasons of the specification.
public final class KmipDouble implements AutoCloseable {
  /// Who logs in.
  public static final String USER = "cofre";

  /// And with what.
  public static final String PASSWORD = "pA55-of-the-double";

  /// What the double answers instead.
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    final int reason;

    Failure(int reason, String message) {
      super(message);
      this.reason = reason;
    }

    /// A failure for which 1.x, which has fewer result reasons, has another one.
    static Failure of(ProtocolVersion version, int before2, int since2, String message) {
      return new Failure(version.plainAttributes() ? since2 : before2, message);
    }
  }

  /// What a server can do.
  record Abilities(
      List<ProtocolVersion> versions, boolean rekey, boolean uniqueNames, boolean login) {}

  private static final int LONGEST = 1 << 16;
  private final Abilities abilities;
  private final SSLServerSocket listener;
  private final DoubleOperations operations;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  final Queue<byte[]> instead = new ConcurrentLinkedQueue<>();
  final List<Operation> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger accepted = new AtomicInteger();
  volatile Consumer<Operation> before = _ -> {};

  private KmipDouble(Abilities abilities, SSLContext context) throws IOException {
    this.abilities = abilities;
    this.operations = new DoubleOperations(abilities);
    var factory = context.getServerSocketFactory();
    this.listener =
        (SSLServerSocket) factory.createServerSocket(0, 250, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    Thread.ofVirtual().start(this::accept);
  }

  static KmipDouble start(Abilities abilities, TestAuthority authority) throws IOException {
    return new KmipDouble(abilities, authority.context(authority.server()));
  }

  /// Start one that has no key, and speaks KMIP 2.1.
  public static KmipDouble start(TestAuthority authority) throws IOException {
    return start(speaking(2, 1), authority);
  }

  static Abilities speaking(int major, int minor) {
    return new Abilities(List.of(new ProtocolVersion(major, minor)), true, true, true);
  }

  /// Where it listens.
  public int port() {
    return listener.getLocalPort();
  }

  int connections() {
    open.removeIf(Socket::isClosed);
    return open.size();
  }

  /// Close all connections, as a server does with idle ones.
  void closeConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /// A key of the double, as an administrator beside it sees it.
  DoubleKey key(String name) {
    return operations.named(name).getFirst();
  }

  /// Make a key as an administrator beside it does.
  void add(String name) {
    operations.fresh().addName(name);
  }

  /// All keys of the double, the oldest first.
  List<DoubleKey> keys() {
    return operations.all();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = (SSLSocket) listener.accept();
        accepted.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(SSLSocket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (var next = TtlvReader.next(in, LONGEST);
          next.isPresent();
          next = TtlvReader.next(in, LONGEST)) {
        socket.getOutputStream().write(answer(next.get()));
      }
    } catch (IOException _) {
      // the client left
    }
  }

  private byte[] answer(byte[] request) {
    byte[] ready = instead.poll();
    if (ready != null) {
      return ready;
    }
    Item.Structure message = TtlvReader.read(request);
    Item.Structure header = message.structure(Tag.REQUEST_HEADER);
    ProtocolVersion version = ProtocolVersion.read(header.structure(Tag.PROTOCOL_VERSION));
    Item.Structure item = message.structure(Tag.BATCH_ITEM);
    int code = item.number(Tag.OPERATION);
    try (var out = new TtlvWriter()) {
      out.structure(
          Tag.RESPONSE_MESSAGE,
          () -> {
            out.structure(
                Tag.RESPONSE_HEADER,
                () -> {
                  version.write(out);
                  out.date(0x420092, 0).integer(Tag.BATCH_COUNT, 1);
                });
            out.structure(Tag.BATCH_ITEM, () -> item(out, header, version, code, item));
          });
      return out.message();
    }
  }

  private void item(
      TtlvWriter out,
      Item.Structure header,
      ProtocolVersion version,
      int code,
      Item.Structure item) {
    out.enumeration(Tag.OPERATION, code);
    try {
      Failure failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      requireLogin(header);
      Operation operation =
          Arrays.stream(Operation.values())
              .filter(one -> one.code() == code)
              .findFirst()
              .orElseThrow(() -> new Failure(5, "no such operation"));
      asked.add(operation);
      if (operation != Operation.DISCOVER_VERSIONS && !abilities.versions.contains(version)) {
        throw Failure.of(
            version, 4, ResultReason.UNSUPPORTED_PROTOCOL_VERSION, "no version " + version);
      }
      before.accept(operation);
      DoubleOperations.Answer result = operations.handle(operation, item, version);
      out.enumeration(Tag.RESULT_STATUS, 0)
          .structure(Tag.RESPONSE_PAYLOAD, () -> result.write(out));
    } catch (Failure e) {
      out.enumeration(Tag.RESULT_STATUS, 1)
          .enumeration(Tag.RESULT_REASON, e.reason)
          .text(Tag.RESULT_MESSAGE, String.valueOf(e.getMessage()));
    }
  }

  private void requireLogin(Item.Structure header) throws Failure {
    if (!abilities.login) {
      return;
    }
    boolean known =
        header
            .structures(Tag.AUTHENTICATION)
            .flatMap(a -> a.structures(Tag.CREDENTIAL))
            .filter(c -> c.number(Tag.CREDENTIAL_TYPE) == 1)
            .flatMap(c -> c.structures(Tag.CREDENTIAL_VALUE))
            .anyMatch(
                v -> v.text(Tag.USERNAME).equals(USER) && v.text(Tag.PASSWORD).equals(PASSWORD));
    if (!known) {
      throw new Failure(3, "the login failed");
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeConnections();
  }
}
