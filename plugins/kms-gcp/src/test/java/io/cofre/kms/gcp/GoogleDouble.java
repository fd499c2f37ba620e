package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of Google's generated service bases on a loopback port, whose next answers a test may
/// choose, and which notes the tokens it was shown.
final class GoogleDouble implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  final Queue<Failure> faults = new ConcurrentLinkedQueue<>();
  final AtomicInteger requests = new AtomicInteger();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Server server;

  /// A status and what comes with it; a status of `OK` stands for no answer at all.
  record Failure(Status status, Metadata trailers) {}

  GoogleDouble(ServerCredentials credentials, BindableService service) throws IOException {
    server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(ServerInterceptors.intercept(service, new Faults()))
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  void fail(Status status) {
    faults.add(new Failure(status, new Metadata()));
  }

  void throttle(int seconds) {
    var wait = RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(seconds));
    var status =
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
            .setMessage("Quota exceeded")
            .addDetails(Any.pack(wait.build()))
            .build();
    var thrown = StatusProto.toStatusRuntimeException(status);
    faults.add(new Failure(thrown.getStatus(), thrown.getTrailers()));
  }

  private final class Faults implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      requests.incrementAndGet();
      if (headers.get(AUTHORIZATION) != null) {
        authorizations.add(headers.get(AUTHORIZATION));
      }
      Failure failure = faults.poll();
      if (failure == null) {
        return next.startCall(call, headers);
      }
      if (!failure.status().isOk()) {
        call.close(failure.status(), failure.trailers());
      }
      return new ServerCall.Listener<>() {};
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      // Until then it answers on connections that it has.
      assertTrue(server.awaitTermination(10, TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
