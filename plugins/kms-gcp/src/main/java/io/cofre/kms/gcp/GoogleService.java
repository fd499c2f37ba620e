package io.cofre.kms.gcp;

import module cofre.api;
import module java.base;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.paging.PagedListResponse;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ClientContext;
import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.AuthorityFile;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.Proxies;
import io.cofre.kms.http.Renewable;
import io.grpc.ConnectivityState;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;

/// A service of Google that has keys. It is asked once for each call; once more only after a token
/// that expired was renewed. Thread-safe.
///
/// Its client is made at the first call, with the credentials found then: a key file, or the
/// application's default credentials (environment, workload identity, the host's service account).
/// The library keeps tokens and renews them in time; when Google says that they expired
/// nevertheless, the client is made anew with the credentials of then.
///
/// @param <C> Google's client
abstract class GoogleService<C> implements AutoCloseable {
  static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint("endpoint", "Another address than Google's public one.");
  static final Setting<Path> CREDENTIALS =
      Setting.path("credentials-file", "JSON of a service account or of workload identity.");
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  final Failures failures;
  final String parent;
  private final String collection;
  private final String form;
  private final boolean secure;
  private final List<Path> file;
  private final KmsHttp tokens;
  private final ManagedChannel channel;
  private final GrpcCallContext calls;
  private final Renewable<Supplier<C>> client =
      new Renewable<>(() -> Suppliers.memoize(this::made), _ -> {});

  /// Make one; it connects at the first call.
  ///
  /// @param system its name in messages
  /// @param service its name in hosts and policies
  /// @param parent what the keys are in, such as `projects/acme`
  /// @param collection what they are called there, such as `secrets`
  /// @param longest how many characters a name of theirs may have
  GoogleService(
      String system,
      String service,
      String parent,
      String collection,
      int longest,
      Settings settings,
      PluginContext context) {
    this.parent = parent;
    this.collection = parent + "/" + collection + "/";
    String anyParent = parent.replaceAll("/[^/]+(/|$)", "/[^/]+$1");
    form = "%s/%s/[A-Za-z0-9_-]{1,%d}".formatted(anyParent, collection, longest);
    URI uri = settings.find(ENDPOINT).orElse(URI.create("https://" + service + ".googleapis.com"));
    secure = "https".equalsIgnoreCase(uri.getScheme());
    Proxies proxies = Proxies.of(settings);
    failures = new Failures(system + " at " + uri.getHost() + proxies.through(uri), service);
    file = settings.find(CREDENTIALS).map(context.home()::resolve).stream().toList();
    tokens = KmsHttp.withoutCertificate("Google's place of tokens", settings, context);
    var tls = TlsChannelCredentials.newBuilder();
    AuthorityFile.find(settings, context).ifPresent(tls::trustManager);
    var credentials = secure ? tls.build() : InsecureChannelCredentials.create();
    channel =
        OkHttpChannelBuilder.forTarget(uri.getAuthority(), credentials)
            .disableRetry()
            .proxyDetector(new GrpcProxies(proxies, uri))
            .build();
    calls =
        GrpcCallContext.createDefault()
            .withChannel(channel)
            .withTimeoutDuration(settings.get(HttpSettings.TIMEOUT))
            .withRetryableCodes(Set.of()); // the platform retries
  }

  private C made() {
    try {
      var context = secure ? calls.withCredentials(credentials()) : calls;
      return client(ClientContext.newBuilder().setDefaultCallContext(context).build());
    } catch (IOException e) {
      throw failures.unidentified(e);
    }
  }

  /// Make a client, which needs no end.
  abstract C client(ClientContext context) throws IOException;

  private GoogleCredentials credentials() throws IOException {
    var http =
        new NetHttpTransport.Builder()
            .setConnectionFactory(url -> tokens.connection(URI.create(url.toString())))
            .build();
    if (file.isEmpty()) {
      return ours(GoogleCredentials.getApplicationDefault(() -> http));
    }
    try (var in = Files.newInputStream(file.getFirst())) {
      return ours(GoogleCredentials.fromStream(in, () -> http));
    }
  }

  /// Those of a service account would retry by themselves, which is the platform's to do.
  private static GoogleCredentials ours(GoogleCredentials found) {
    var scoped = found.createScoped(SCOPE);
    return scoped instanceof ServiceAccountCredentials account
        ? account.createWithCustomRetryStrategy(false)
        : scoped;
  }

  /// Make a call.
  ///
  /// @param action what it does, in the words of a policy
  /// @param resource what it does it to; given to the method, and named in messages
  <A> A call(String action, String resource, BiFunction<C, String, A> method) {
    if (channel.isShutdown()) {
      throw failures.failure(Reason.UNAVAILABLE, ": this instance is closed");
    }
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff(); // when to try again is the platform's to say
    }
    try {
      return client.call(
          made -> method.apply(made.get(), resource),
          e -> secure && e instanceof UnauthenticatedException);
    } catch (ApiException e) {
      throw failures.of(e, action, resource);
    }
  }

  /// Make a call with the resource of a key.
  <A> A call(String action, KeyId key, BiFunction<C, String, A> method) {
    return call(action, resource(key), method);
  }

  /// Make the calls for all pages of a list.
  <T> List<T> all(
      String action, String in, BiFunction<C, String, ? extends PagedListResponse<T>> method) {
    return call(
        action, in, (made, id) -> ImmutableList.copyOf(method.apply(made, id).iterateAll()));
  }

  /// Make a call within the time that `health` has.
  Health probe(String action, BiFunction<C, String, ?> method) {
    return Probe.run(toString(), () -> call(action, parent, method));
  }

  /// The resource of a key: its own name if that is one, here or elsewhere, or a name in the
  /// parent. A name that none can have is not found.
  String resource(KeyId key) {
    String name = key.value();
    String resource = name.contains("/") ? name : collection + name;
    if (!resource.matches(form)) {
      throw failures.failure(Reason.KEY_NOT_FOUND, " has no key %s", name);
    }
    return resource;
  }

  /// As of a KMS.
  public KeyId resolve(KeyId key) {
    return new KeyId(resource(key));
  }

  /// CRC32C, which Google's services check on what they get and send with what they give.
  static long checksum(ByteString bytes) {
    return Hashing.crc32c().hashBytes(bytes.asReadOnlyByteBuffer()).padToLong();
  }

  /// The last part of the name of a resource.
  static String last(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  /// The name of what a resource is in.
  static String parent(String resource) {
    return resource.replaceFirst("/[^/]+/[^/]+$", "");
  }

  @Override
  public String toString() {
    return failures.system();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    tokens.close();
  }
}
