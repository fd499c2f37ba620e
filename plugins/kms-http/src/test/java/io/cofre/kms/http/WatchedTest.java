package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Values of files that change.
@Timeout(60) // what hangs fails
class WatchedTest {
  @TempDir Path home;
  private final AtomicInteger reads = new AtomicInteger();
  private Path first;
  private Path second;

  @BeforeEach
  void write() throws IOException {
    first = Files.writeString(home.resolve("first"), "one,");
    second = Files.writeString(home.resolve("second"), "two");
  }

  /// Joins what both files hold; a text that ends in `half` cannot be used.
  private String joined() throws IOException, GeneralSecurityException {
    reads.incrementAndGet();
    String text = Files.readString(first) + Files.readString(second);
    if (text.endsWith("half")) {
      throw new GeneralSecurityException("only half of it");
    }
    return text;
  }

  private Watched<String> watched() {
    return Watched.of(HttpSettings.CA, List.of(first, second), this::joined);
  }

  private static void holds(String text, Watched<?> watched) {
    assertEquals(text, watched.get());
    assertEquals(Optional.empty(), watched.problem());
  }

  @Test
  void filesThatStayAreReadOnce() {
    Watched<String> watched = watched();
    String value = watched.get();
    for (int i = 0; i < 100; i++) {
      assertSame(value, watched.get());
    }
    assertEquals(1, reads.get());
  }

  @Test
  void eachOfTheFilesIsReadAgainWhenItIsReplacedOrWrittenOver() throws IOException {
    Watched<String> watched = watched();
    holds("one,two", watched);
    TestAuthority.replace(second, "2.0");
    holds("one,2.0", watched);
    Files.writeString(first, "first,");
    holds("first,2.0", watched);
    assertEquals(3, reads.get());
  }

  @Test
  void halfAFileLeavesTheLastValueAndIsTold() throws IOException {
    Watched<String> watched = watched();
    Files.writeString(second, "half");
    assertEquals("one,two", watched.get());
    assertEquals(
        Optional.of("%s and %s cannot be used (only half of it)".formatted(first, second)),
        watched.problem());
    Files.writeString(second, "half done");
    holds("one,half done", watched);
  }

  @Test
  void aFileThatIsGoneLeavesTheLastValueAndIsTold() throws IOException {
    Watched<String> watched = watched();
    Files.delete(second);
    assertEquals("one,two", watched.get());
    assertTrue(watched.problem().orElseThrow().contains(NoSuchFileException.class.getName()));
    Files.writeString(second, "back");
    holds("one,back", watched);
  }

  /// Such as rights that were mended, or too many open files: the file itself does not change.
  @Test
  void aProblemThatPassesIsForgottenThoughNoFileChanges() throws IOException {
    var broken = new IOException("Too many open files");
    Watched<String> watched =
        Watched.of(
            HttpSettings.CA,
            List.of(first),
            () -> {
              if (reads.incrementAndGet() == 2) {
                throw broken;
              }
              return Files.readString(first);
            });
    TestAuthority.replace(first, "next");
    assertEquals("one,", watched.get());
    assertTrue(watched.problem().orElseThrow().contains("Too many open files"));
    holds("next", watched);
    holds("next", watched);
    assertEquals(3, reads.get());
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgain() throws IOException {
    Watched<String> watched =
        Watched.of(
            HttpSettings.CA,
            List.of(first),
            () -> {
              String text = Files.readString(first);
              if (reads.incrementAndGet() == 1) {
                TestAuthority.replace(first, "meanwhile");
              }
              return text;
            });
    holds("meanwhile", watched);
  }

  @Test
  void whoComesWhileItIsReadGetsTheLastValueAtOnce() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CompletableFuture<String>();
    Watched<String> watched =
        Watched.of(
            HttpSettings.CA,
            List.of(first),
            () -> {
              if (reads.incrementAndGet() == 2) {
                begun.countDown();
                return go.join();
              }
              return Files.readString(first);
            });
    TestAuthority.replace(first, "next");
    Thread reading = Thread.ofVirtual().start(watched::get);
    begun.await();
    assertEquals("one,", watched.get());
    go.complete("read");
    reading.join();
    holds("read", watched);
    assertEquals(2, reads.get());
  }

  @Test
  void filesThatCannotBeUsedAtTheStartAreToldForTheirSetting() throws IOException {
    Files.writeString(second, "half");
    InvalidSettings half = assertThrows(InvalidSettings.class, this::watched);
    assertEquals("tls-ca", half.key());
    Http.contains("%s and %s cannot be used (only half of it)".formatted(first, second), half);
    Files.delete(first);
    Http.contains("NoSuchFileException", assertThrows(InvalidSettings.class, this::watched));
    InvalidSettings twice =
        assertThrows(
            InvalidSettings.class,
            () -> Watched.of(HttpSettings.CA, List.of(first, first), this::joined));
    assertTrue(twice.getMessage().startsWith(first + " cannot be used"), twice.getMessage());
  }

  /// A certificate is renewed with a new key: whoever writes the files cannot write both at once.
  @Test
  void aCertificateIsTakenOnceItsKeyIsThereToo() throws IOException {
    var authority = new TestAuthority();
    Path file = TestAuthority.write(authority.client("old"), home, "me");
    Path key = home.resolve("me.key");
    Watched<ClientCertificate> watched =
        Watched.of(HttpSettings.CLIENT_CERT, List.of(file, key), () -> Pem.client(file, key));
    ClientCertificate old = watched.get();
    var renewed = authority.client("new");
    TestAuthority.replace(file, renewed.certificatePem());
    assertSame(old, watched.get());
    Optional<String> problem = watched.problem();
    assertTrue(
        problem.orElseThrow().contains("is not that of the certificate"), problem.toString());
    TestAuthority.replace(key, renewed.privateKeyPkcs8Pem());
    assertEquals(renewed.certificate(), watched.get().chain().getFirst());
    assertNotEquals(old, watched.get());
    assertEquals(Optional.empty(), watched.problem());
  }
}
