package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyId;
import io.cofre.api.transport.RequestHead;
import io.cofre.core.object.Foundation;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.object.SealSettings;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.operation.Rooms;
import io.cofre.core.s3.operation.S3Operations;
import io.cofre.core.s3.sse.Sse;
import io.cofre.core.s3.sse.SseProfile;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import io.cofre.tck.fake.MemoryRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A whole front over real rooms and memory stores, and a client that signs.
final class Bench implements AutoCloseable {
  static final String OWNER = "acme";
  static final String REGION = "us-east-1";
  private static final String CIPHER = "AES-256-GCM";

  final List<RequestObserver.Observation> observed = new ArrayList<>();
  final FlakyKms kms = new FlakyKms(new MemoryKms("store"));
  final MemoryBlobStore blobs = new MemoryBlobStore();
  Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
  final SealedBodies bodies;
  private final ObjectRoom room;
  final S3Operations operations;
  private final S3Gate gate;

  Bench() throws IOException {
    this(REGION);
  }

  /// A bench whose operations are those of a region; requests are signed for [#REGION] all the
  /// same.
  Bench(String region) throws IOException {
    this(region, SseProfile.AWS_2026);
  }

  Bench(String region, SseProfile profile) throws IOException {
    this(region, profile, kms -> KeySource.of(Map.of("main", kms)));
  }

  /// A bench that reaches its KMS, named `main`, through something.
  Bench(String region, SseProfile profile, Function<FlakyKms, KeySource> through)
      throws IOException {
    JdkAesGcm cipher = new JdkAesGcm();
    bodies = new SealedBodies(Map.of(CIPHER, cipher), new Layout(1, CIPHER, 4096));
    Foundation base =
        new Foundation(
            new MemoryMetadataStore(),
            blobs,
            new ObjectKeys(through.apply(kms), "main", new KeyId("store")),
            bodies,
            Map.of(CIPHER, cipher),
            () -> now);
    SealSettings sealing = SealSettings.of(new Layout(1, CIPHER, 4096));
    room = ObjectRoom.open(base, new ObjectSettings("test", 8 * 1024, 16, 5, sealing));
    Sse sse = new Sse(profile, sealing.names());
    S3Errors errors = new S3Errors(profile);
    Rooms rooms = new Rooms(room.buckets(), room.objects(), room.uploads(), sse);
    operations = new S3Operations(rooms, region, errors, Signing.forms(), () -> now);
    gate =
        new S3Gate(
            new S3CallParser(List.of()),
            Signing.authenticator(),
            operations,
            observed::add,
            errors);
  }

  /// A bench with a bucket named `bkt`.
  static Bench withBucket() throws IOException {
    Bench bench = new Bench();
    bench.send("PUT", "/bkt").is(200);
    return bench;
  }

  Sent send(String method, String target, String... headers) {
    return send(method, target, new byte[0], headers);
  }

  Sent send(String method, String target, byte[] body, String... headers) {
    SortedMap<String, String> all = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    all.put("host", "s3.example");
    all.put("x-amz-date", Signing.DATE);
    all.put("x-amz-content-sha256", Signing.sha256(body));
    all.put("content-length", Integer.toString(body.length));
    MemoryRequest request = MemoryRequest.of(method, target);
    all.forEach(request::header);
    request.header("authorization", Signing.authorization(method, target, all));
    return enter(new MemoryExchange(request.head(), body));
  }

  Sent send(String method, String target, String body, List<String> headers) {
    return send(
        method, target, body.getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new));
  }

  Sent post(String target, String xml) {
    return send(
        "POST", target, xml.getBytes(StandardCharsets.UTF_8), "content-md5", Bench.md5(xml));
  }

  Sent put(String key, String content, String... headers) {
    return send("PUT", "/bkt/" + key, content.getBytes(StandardCharsets.UTF_8), headers).is(200);
  }

  Sent raw(RequestHead head) {
    return enter(new MemoryExchange(head, new byte[0]));
  }

  Sent enter(MemoryExchange exchange) {
    gate.enter(exchange);
    assertTrue(exchange.complete(), "the answer was not finished");
    return new Sent(exchange);
  }

  void enterGone(io.cofre.api.transport.Exchange exchange) {
    gate.enter(exchange);
  }

  @Override
  public void close() {
    room.close();
  }

  static String md5(String content) {
    return Base64.getEncoder().encodeToString(digest(content));
  }

  static String etag(String content) {
    return '"' + java.util.HexFormat.of().formatHex(digest(content)) + '"';
  }

  private static byte[] digest(String content) {
    try {
      return java.security.MessageDigest.getInstance("MD5")
          .digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An answer, and what tests ask of it.
  record Sent(MemoryExchange exchange) {

    Sent is(int status) {
      assertEquals(status, exchange.status(), exchange::text);
      return this;
    }

    Sent error(int status, String code) {
      is(status);
      assertEquals(code, element("Code"), exchange::text);
      return this;
    }

    String text() {
      return exchange.text();
    }

    String header(String name) {
      return exchange.header(name).orElse("");
    }

    Sent header(String name, String value) {
      assertEquals(value, header(name), name);
      return this;
    }

    Sent says(String... parts) {
      for (String part : parts) {
        assertTrue(text().contains(part), () -> part + " is not in " + text());
      }
      return this;
    }

    Sent lacks(String... parts) {
      for (String part : parts) {
        assertTrue(!text().contains(part), () -> part + " is in " + text());
      }
      return this;
    }

    String element(String name) {
      List<String> all = elements(name);
      return all.isEmpty() ? "" : all.getFirst();
    }

    List<String> elements(String name) {
      Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(text());
      return matcher.results().map(result -> result.group(1)).toList();
    }
  }
}
