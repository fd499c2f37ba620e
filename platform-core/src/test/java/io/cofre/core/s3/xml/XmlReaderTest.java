package io.cofre.core.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
  private static final String DELETE =
      "<Delete><Quiet>true</Quiet><Object><Key>a&amp;b</Key></Object>"
          + "<Object><Key>c</Key><VersionId>null</VersionId></Object></Delete>";
  private static final String COMPLETE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CompleteMultipartUpload"
          + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Part><PartNumber>1</PartNumber>"
          + "<ETag>&quot;0123&quot;</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>"
          + "</CompleteMultipartUpload>";
  private static final String TAGGING =
      "<Tagging><TagSet><Tag><Key>k</Key><Value><![CDATA[v<]]></Value></Tag></TagSet></Tagging>";

  private static void malformed(String xml) {
    assertEquals(
        S3Error.MALFORMED_XML,
        assertThrows(S3Failure.class, () -> DeletionXml.read(xml.getBytes(UTF_8))).error(),
        xml);
  }

  @Test
  void reads_with_and_without_declaration_namespace_prefix_and_mark() {
    for (String start :
        List.of(
            "<Delete>",
            "<?xml version=\"1.0\"?><Delete>",
            "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<Delete>",
            "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
            "\uFEFF<!-- c --><Delete>")) {
      String xml = start + " <Object>\n<Key>ä b</Key></Object></Delete>\n";
      DeletionXml.Wish wish = DeletionXml.read(xml.getBytes(UTF_8));
      assertEquals("ä b", wish.objects().getFirst().key(), start);
    }
    String prefixed =
        "<s:Delete xmlns:s=\"urn:x\"><s:Object><s:Key>k</s:Key></s:Object></s:Delete>";
    assertEquals("k", DeletionXml.read(prefixed.getBytes(UTF_8)).objects().getFirst().key());
  }

  @Test
  void reads_what_documents_say() {
    DeletionXml.Wish wish = DeletionXml.read(DELETE.getBytes(UTF_8));
    assertTrue(wish.quiet());
    assertEquals("a&b", wish.objects().getFirst().key());
    assertEquals("null", wish.objects().get(1).version().orElseThrow());
    var part = CompletionXml.read(COMPLETE.getBytes(UTF_8)).getFirst();
    assertEquals("0123", part.etag().value());
    assertTrue(part.checksum().isPresent());
    assertEquals(List.of(Map.entry("k", "v<")), TaggingXml.read(TAGGING.getBytes(UTF_8)));
    assertEquals(
        "eu-west-1",
        LocationXml.read(
                "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>"
                    .getBytes(UTF_8))
            .orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "<Delete>",
        "<Delete/>",
        "<Delete></Other>",
        "<Other><Object><Key>k</Key></Object></Other>",
        "<Delete><Object/></Delete>",
        "<Delete><Object><Key/></Object></Delete>",
        "<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>",
        "<Delete><Object><Key>a<b/></Key></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object></Delete><Delete/>",
        "<Delete><Object><Key>&unknown;</Key></Object></Delete>",
        "<Delete><Object><Key>\u0001</Key></Object></Delete>",
        "<!DOCTYPE Delete><Delete><Object><Key>a</Key></Object></Delete>",
        "<!DOCTYPE Delete [<!ENTITY k \"v\">]><Delete><Object><Key>&k;</Key></Object></Delete>"
      })
  void refuses(String xml) {
    malformed(xml);
  }

  @Test
  void refuses_bytes_that_are_not_utf8() {
    byte[] latin = DELETE.replace("a&amp;b", "\u00E4").getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(S3Failure.class, () -> DeletionXml.read(latin));
    assertThrows(S3Failure.class, () -> DeletionXml.read(DELETE.getBytes(StandardCharsets.UTF_16)));
  }

  @Test
  void a_declared_encoding_is_not_followed() {
    String xml = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + DELETE;
    assertEquals("a&b", DeletionXml.read(xml.getBytes(UTF_8)).objects().getFirst().key());
  }

  @Test
  void entities_are_neither_expanded_nor_fetched(@TempDir Path directory) throws Exception {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE Delete [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    laughs.append("]><Delete><Object><Key>&l29;</Key></Object></Delete>");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> malformed(laughs.toString()));
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    malformed(
        "<!DOCTYPE Delete [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri())
            + "<Delete><Object><Key>&x;</Key></Object></Delete>");
    malformed("<!DOCTYPE Delete SYSTEM \"%s\">".formatted(secret.toUri()) + DELETE);
  }

  @Test
  void depth_and_number_are_limited() {
    malformed("<Delete>".repeat(10_000));
    malformed("<a>".repeat(50) + "</a>".repeat(50));
    String many = "<Object><Key>k</Key></Object>";
    assertEquals(
        1000,
        DeletionXml.read(("<Delete>" + many.repeat(1000) + "</Delete>").getBytes(UTF_8))
            .objects()
            .size());
    malformed("<Delete>" + many.repeat(1001) + "</Delete>");
    malformed("<Delete>" + "<x/>".repeat(200_000) + many + "</Delete>");
  }

  @Test
  void mutated_documents_are_read_or_refused_and_nothing_else() {
    Random random = new Random(20260101);
    List<String> seeds = List.of(DELETE, COMPLETE, TAGGING);
    Set<S3Error> known =
        Set.of(S3Error.MALFORMED_XML, S3Error.INVALID_ARGUMENT, S3Error.INVALID_PART);
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = mutate(seeds.get(i % 3).getBytes(UTF_8), random);
      try {
        DeletionXml.read(bytes);
      } catch (S3Failure e) {
        assertEquals(S3Error.MALFORMED_XML, e.error());
      }
      try {
        CompletionXml.read(bytes);
        TaggingXml.read(bytes);
      } catch (S3Failure e) {
        assertTrue(known.contains(e.error()), () -> e.error().toString());
      }
    }
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "<>&;/\"'![]-?= \0".charAt(random.nextInt(15));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> {
          int to = random.nextInt(bytes.length);
          System.arraycopy(
              bytes.clone(), at, bytes, to, Math.min(bytes.length - at, bytes.length - to));
        }
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }
}
