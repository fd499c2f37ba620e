import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Gives the unpacked server one short life, from which the JVM makes the start-up cache.
///
/// usage: java Training.java HOME
void main(String[] args) throws Exception {
  Path home = Path.of(args[0]);
  Path work = Files.createTempDirectory("cofre-training");
  int port = freePort();
  ProcessBuilder server =
      new ProcessBuilder(
              home.resolve("bin/cofre").toString(),
              "server",
              "--data",
              work.resolve("data").toString(),
              "--listen",
              "127.0.0.1:" + port)
          .directory(work.toFile())
          .redirectErrorStream(true)
          .redirectOutput(work.resolve("log").toFile());
  server.environment().put("COFRE_AOT_OUTPUT", home.resolve("lib/cofre.aot").toString());
  server.environment().put("COFRE_ACCESS_KEY", "training");
  server.environment().put("COFRE_SECRET_KEY", "training-secret");
  server.environment().put("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(freePort()));
  Process process = server.start();
  try {
    exercise("127.0.0.1:" + port, process);
  } catch (IOException e) {
    IO.println(Files.readString(work.resolve("log")));
    throw e;
  } finally {
    process.destroy();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
  if (!Files.exists(home.resolve("lib/cofre.aot"))) {
    IO.println(Files.readString(work.resolve("log")));
    throw new IOException("the server left no cache");
  }
  try (var files = Files.walk(work)) {
    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
  }
}

void exercise(String host, Process process) throws Exception {
  byte[] small = new byte[4096];
  byte[] large = new byte[300_000];
  expect(200, untilReady(host, process));
  expect(200, send(host, "PUT", "/training", "", small, 0));
  expect(200, send(host, "PUT", "/training/small", "", small, small.length));
  expect(200, send(host, "PUT", "/training/large", "", large, large.length));
  for (int i = 0; i < 20; i++) {
    expect(200, send(host, "GET", "/training/large", "", small, 0));
    expect(200, send(host, "HEAD", "/training/small", "", small, 0));
    expect(200, send(host, "GET", "/training", "list-type=2", small, 0));
  }
  expect(204, send(host, "DELETE", "/training/large", "", small, 0));
}

int untilReady(String host, Process process) throws Exception {
  IOException last = new IOException("never tried");
  for (int i = 0; i < 300 && process.isAlive(); i++) {
    try {
      return send(host, "GET", "/", "", new byte[0], 0);
    } catch (IOException e) {
      last = e;
      Thread.sleep(100);
    }
  }
  throw last;
}

void expect(int wanted, int got) throws IOException {
  if (wanted != got) {
    throw new IOException("expected status " + wanted + " and got " + got);
  }
}

int freePort() throws IOException {
  try (ServerSocket socket = new ServerSocket(0)) {
    return socket.getLocalPort();
  }
}

int send(String host, String method, String path, String query, byte[] body, int length)
    throws Exception {
  byte[] content = java.util.Arrays.copyOf(body, length);
  String now =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
  String date = now.substring(0, 8);
  String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  String canonical =
      String.join(
          "\n",
          method,
          path,
          query,
          "host:" + host,
          "x-amz-content-sha256:" + digest,
          "x-amz-date:" + now,
          "",
          "host;x-amz-content-sha256;x-amz-date",
          digest);
  String scope = date + "/us-east-1/s3/aws4_request";
  String toSign =
      "AWS4-HMAC-SHA256\n"
          + now
          + "\n"
          + scope
          + "\n"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(canonical.getBytes(StandardCharsets.UTF_8)));
  byte[] key = "AWS4training-secret".getBytes(StandardCharsets.UTF_8);
  for (String part : scope.split("/")) {
    key = hmac(key, part);
  }
  String signature = HexFormat.of().formatHex(hmac(key, toSign));
  HttpRequest request =
      HttpRequest.newBuilder(URI.create("http://" + host + path + (query.isEmpty() ? "" : "?" + query)))
          .version(HttpClient.Version.HTTP_1_1)
          .header("x-amz-content-sha256", digest)
          .header("x-amz-date", now)
          .header(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=training/"
                  + scope
                  + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                  + signature)
          .method(method, length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content))
          .build();
  try (HttpClient client = HttpClient.newHttpClient()) {
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}

byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
  Mac mac = Mac.getInstance("HmacSHA256");
  mac.init(new SecretKeySpec(key, "HmacSHA256"));
  return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
}
