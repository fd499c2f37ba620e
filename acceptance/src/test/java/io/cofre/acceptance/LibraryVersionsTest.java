package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Two plugins that bring different versions of one library serve one server.
class LibraryVersionsTest {
  private static final Path OTHERS = Path.of("target", "other-libraries");
  private static final String VERSION = System.getProperty("cofre.okhttp");
  private static final String OTHER_VERSION = System.getProperty("cofre.okhttp.other");
  @TempDir Path folder;

  @Test
  void each_bucket_is_served_by_its_plugin_with_its_own_library() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    try (LocalPeer now = LocalPeer.cipherTrust(Files.createDirectories(folder.resolve("now")));
        LocalPeer then = LocalPeer.fortanix(Files.createDirectories(folder.resolve("then")))) {
      DroppedPlugin current = DroppedPlugin.of(now);
      DroppedPlugin repacked = DroppedPlugin.of(then);
      Files.copy(current.jar(), distribution.plugins().resolve(current.name()));
      repack(repacked.jar(), distribution.plugins().resolve(repacked.name()));
      Path config =
          Files.writeString(
              folder.resolve("cofre.yaml"),
              "kms:\n  main:\n    provider: local\n"
                  + current.instance("now")
                  + repacked.instance("then"));
      try (Server server =
              Server.start(distribution, folder.resolve("data"), "--config", config.toString());
          S3Client s3 = Sdk.client(server.endpoint())) {
        now.create(server, "photos");
        then.create(server, "photos");
        for (String kms : List.of("now", "then")) {
          s3.createBucket(b -> b.bucket("bucket-" + kms));
          server
              .cofre("bucket", "encryption", "bucket-" + kms, "--kms", kms, "--key", "photos")
              .mustSucceed();
          s3.putObject(b -> b.bucket("bucket-" + kms).key("k"), RequestBody.fromString(kms));
        }
        for (String kms : List.of("now", "then")) {
          assertEquals(
              kms, s3.getObjectAsBytes(b -> b.bucket("bucket-" + kms).key("k")).asUtf8String());
        }
      }
      assertEquals(Set.of("okhttp/" + VERSION), now.agents());
      assertEquals(Set.of("okhttp/" + OTHER_VERSION), then.agents());
    }
  }

  /// Copy a plugin's jar, with the other version of the library in it.
  private static void repack(Path jar, Path into) throws IOException {
    int replaced = 0;
    try (var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(into))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        boolean library = name.matches("META-INF/lib/okhttp-.*\\.jar");
        String wanted = library ? name.replace(VERSION, OTHER_VERSION) : name;
        out.putNextEntry(new ZipEntry(wanted));
        if (library) {
          Files.copy(OTHERS.resolve(Path.of(wanted).getFileName()), out);
          replaced++;
        } else {
          in.transferTo(out);
        }
      }
    }
    assertEquals(2, replaced, "libraries that were replaced");
  }
}
