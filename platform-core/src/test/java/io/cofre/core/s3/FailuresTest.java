package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.kms.KmsException;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.s3.auth.Signing;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Bench.withBucket();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_whole_document() {
    Bench.Sent sent = bench.send("GET", "/bkt/no%26ne").error(404, "NoSuchKey");
    String id = sent.header("x-amz-request-id");
    assertTrue(id.matches("[0-9A-F]{16}"), id);
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
            + "<Message>The specified key does not exist.</Message><Key>no&amp;ne</Key>"
            + "<Resource>/bkt/no%26ne</Resource><RequestId>"
            + id
            + "</RequestId><HostId>"
            + sent.header("x-amz-id-2")
            + "</HostId></Error>",
        sent.text());
    sent.header("Content-Type", "application/xml").header("Server", "Cofre");
  }

  @Test
  void heads_have_no_body() {
    Bench.Sent sent = bench.send("HEAD", "/bkt/none").is(404);
    assertEquals("", sent.text());
    assertFalse(sent.header("x-amz-request-id").isEmpty());
  }

  @Test
  void strangers_and_nonsense() {
    bench
        .raw(MemoryRequest.of("GET", "/").header("host", "s3.example").head())
        .error(403, "AccessDenied");
    bench.raw(MemoryRequest.of("GET", "/bkt/%zz").head()).error(400, "InvalidURI");
    bench
        .raw(MemoryRequest.of("BREW", "/bkt/k").head())
        .error(405, "MethodNotAllowed")
        .header("Allow", "DELETE, GET, HEAD, OPTIONS, PUT");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 503, ServiceUnavailable",
    "THROTTLED, 503, SlowDown",
    "ACCESS_DENIED, 403, AccessDenied",
    "KEY_NOT_FOUND, 400, KMS.NotFoundException",
    "KEY_DISABLED, 400, KMS.DisabledException",
    "KEY_PENDING_DELETION, 400, KMS.KMSInvalidStateException",
    "UNEXPECTED, 500, InternalError"
  })
  void failures_of_the_kms(KmsException.Reason reason, int status, String code) {
    bench.kms.fail(reason);
    bench.send("PUT", "/bkt/k", "x".getBytes(UTF_8)).error(status, code).lacks("store", "main");
    bench.kms.heal();
    bench.put("k", "x");
    bench.kms.fail(reason);
    bench.send("GET", "/bkt/k").error(status, code);
    bench.send("HEAD", "/bkt/k").is(200);
  }

  @Test
  void a_key_that_a_client_misspells_is_no_alarm() {
    List<Level> levels = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            levels.add(entry.getLevel());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(S3Errors.class.getName());
    logger.addHandler(handler);
    try {
      S3Errors errors = new S3Errors();
      errors.of(new KmsException(KmsException.Reason.KEY_NOT_FOUND, "no such key"), call());
      errors.of(new KmsException(KmsException.Reason.UNAVAILABLE, "no answer"), call());
      errors.of(new KmsException(KmsException.Reason.UNEXPECTED, "a riddle"), call());
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(List.of(Level.WARNING, Level.WARNING, Level.SEVERE), levels);
  }

  @Test
  void what_passes_says_when_to_come_again() {
    bench.kms.fail(KmsException.Reason.UNAVAILABLE);
    bench.send("PUT", "/bkt/k").is(503).header("Retry-After", "1");
    bench.kms.fail(KmsException.Reason.ACCESS_DENIED);
    bench.send("PUT", "/bkt/k").is(403).header("Retry-After", "");
    KmsException busy =
        new KmsException(KmsException.Reason.THROTTLED, "busy").retryAfter(Duration.ofMillis(2500));
    assertEquals(java.util.Map.of("Retry-After", "3"), new S3Errors().of(busy, call()).headers());
  }

  @ParameterizedTest
  @EnumSource(ObjectFailure.Reason.class)
  void no_reason_shows_what_is_inside(ObjectFailure.Reason reason) {
    S3Call call = call();
    S3Failure failure = new S3Errors().of(new ObjectFailure(reason, "inner secret"), call);
    boolean forClients = reason == ObjectFailure.Reason.INVALID_KEY_ID; // repeats what they sent
    assertEquals(forClients, failure.getMessage().contains("inner secret"));
    assertTrue(failure.error().status() >= 400);
  }

  @Test
  void faults_are_internal_errors_without_a_word_more() {
    S3Errors errors = new S3Errors();
    for (Exception fault :
        List.of(
            new NotAuthentic(), new IOException("secret"), new IllegalStateException("secret"))) {
      S3Failure failure = errors.of(fault, call());
      assertEquals("InternalError", failure.error().code());
      assertFalse(failure.getMessage().contains("secret"));
    }
  }

  private static S3Call call() {
    return new S3CallParser(List.of()).parse(MemoryRequest.of("GET", "/bkt/k").head(), "0");
  }

  private static RequestHead signedPut(String target, long length) {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("host", "s3.example");
    all.put("x-amz-date", Signing.DATE);
    all.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    all.put("content-length", Long.toString(length));
    MemoryRequest request = MemoryRequest.of("PUT", target);
    all.forEach(request::header);
    return request.header("authorization", Signing.authorization("PUT", target, all)).head();
  }

  @Test
  void bodies_that_end_early_store_nothing() {
    bench
        .enter(new MemoryExchange(signedPut("/bkt/k", 10), new byte[5]))
        .error(400, "IncompleteBody");
    InputStream half =
        new SequenceInputStream(new ByteArrayInputStream(new byte[5]), new Breaking());
    bench.enter(new MemoryExchange(signedPut("/bkt/k", 10), half)).error(400, "IncompleteBody");
    bench.send("HEAD", "/bkt/k").is(404);
  }

  @Test
  void errors_are_answered_without_reading_the_body() {
    InputStream untouched = new Untouched();
    bench.enter(new MemoryExchange(signedPut("/none/k", 10), untouched)).error(404, "NoSuchBucket");
    bench
        .enter(new MemoryExchange(signedPut("/bkt/k?something-new", 10), untouched))
        .error(501, "NotImplemented");
    bench
        .enter(new MemoryExchange(signedPut("/bkt/k", 6L << 30), untouched))
        .error(400, "EntityTooLarge");
  }

  @Test
  void clients_that_go_away_are_not_answered_twice() {
    bench.send("PUT", "/bkt/k", new byte[100_000]).is(200);
    Exchange gone =
        new Exchange() {
          private boolean begun;

          @Override
          public RequestHead request() {
            return MemoryRequest.of("GET", Signing.presigned("GET", "/bkt/k", java.util.Map.of()))
                .header("host", "s3.example")
                .head();
          }

          @Override
          public InputStream body() {
            return InputStream.nullInputStream();
          }

          @Override
          public OutputStream respond(ResponseHead head) {
            assertEquals(200, head.status());
            assertFalse(begun);
            begun = true;
            return new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("gone");
              }

              @Override
              public void close() {
                throw new AssertionError("a cut answer must not look finished");
              }
            };
          }
        };
    assertThrows(UncheckedIOException.class, () -> bench.enterGone(gone));
    RequestObserver.Observation last = bench.observed.getLast();
    assertFalse(last.outcome().complete());
    assertEquals(0, last.sent());
  }

  @Test
  void requests_are_observed() {
    bench.put("k", "hello");
    bench.send("GET", "/bkt/k?partNumber=1").is(206);
    RequestObserver.Observation seen = bench.observed.getLast();
    assertEquals("GetObject", seen.operation());
    assertEquals(206, seen.outcome().status());
    assertEquals(5, seen.sent());
    assertEquals("acme", seen.caller().account());
    assertEquals("/bkt/k", seen.head().rawPath());
    assertTrue(seen.outcome().complete());
    bench.send("GET", "/bkt/none").is(404);
    assertEquals(404, bench.observed.getLast().outcome().status());
    assertEquals("NoSuchKey", bench.observed.getLast().outcome().error());
    bench.raw(MemoryRequest.of("BREW", "/bkt/k").head());
    assertEquals("Unknown", bench.observed.getLast().operation());
    assertEquals("", bench.observed.getLast().caller().account());
  }

  @Test
  void damage_is_answered_or_cut_off_and_never_handed_out() throws IOException {
    byte[] content = new byte[200_000];
    bench.send("PUT", "/bkt/k", content).is(200);
    BlobId blob = bench.blobs.list(BlobId.NONE, 1).ids().getFirst();
    byte[] stored = bytes(blob, content.length);
    stored[stored.length / 2] ^= 1;
    bench.blobs.delete(blob);
    bench.blobs.write(blob, sink -> sink.write(ByteBuffer.wrap(stored)));
    int middle = content.length / 2;
    bench
        .send("GET", "/bkt/k", "range", "bytes=" + (middle - 5000) + "-" + (middle + 5000))
        .error(500, "InternalError");
    bench.send("GET", "/bkt/k", "range", "bytes=0-99").is(206);
    MemoryExchange whole =
        new MemoryExchange(
            MemoryRequest.of("GET", Signing.presigned("GET", "/bkt/k", java.util.Map.of()))
                .header("host", "s3.example")
                .head(),
            new byte[0]);
    assertThrows(RuntimeException.class, () -> bench.enterGone(whole));
    assertFalse(whole.complete());
    assertTrue(whole.bytes().length < middle + 5000);
    assertFalse(bench.observed.getLast().outcome().complete());
    bench.send("PUT", "/bkt/copy", "x-amz-copy-source", "bkt/k").error(500, "InternalError");
    bench.send("HEAD", "/bkt/copy").is(404);
  }

  private byte[] bytes(BlobId id, long plain) throws IOException {
    ByteBuffer sealed =
        ByteBuffer.allocate((int) bench.bodies.sealedLength(bench.bodies.layout(), plain));
    try (Blob blob = bench.blobs.read(id, new BlobRange(0, sealed.capacity())).orElseThrow()) {
      assertEquals(sealed.capacity(), blob.read(sealed));
    }
    return sealed.array();
  }

  /// A body whose connection is reset.
  private static final class Breaking extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("reset");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }

  /// A body that nobody may read.
  private static final class Untouched extends InputStream {

    @Override
    public int read() {
      throw new AssertionError("the body was read");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return read();
    }
  }
}
