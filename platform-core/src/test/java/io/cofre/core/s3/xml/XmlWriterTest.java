package io.cofre.core.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class XmlWriterTest {

  @Test
  void escapes() {
    String xml =
        new String(XmlWriter.bare().text("K", "<a&\"b'>\r\n\t\u0001\uFFFE").bytes(), UTF_8);
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<K>&lt;a&amp;&quot;b'&gt;&#xd;\n\t&#x1;&#xfffe;</K>",
        xml);
  }

  @Test
  void whatever_is_written_is_read_again() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(20);
      while (text.length() < length) {
        int c = random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x11000);
        boolean legal = c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
        if (legal || c == '\t' || c == '\n' || c == '\r') {
          text.appendCodePoint(c);
        }
      }
      byte[] xml = XmlWriter.document("R").text("K", text.toString()).end("R");
      assertEquals(text.toString(), XmlReader.read(xml, "R").need("K"));
    }
  }

  @Test
  void keys_are_percent_encoded_on_request() {
    assertEquals("a/b%20c%2Bd%01%C3%A4~-_.*", KeyText.URL.of("a/b c+d\u0001\u00E4~-_.*"));
    assertEquals("a b", KeyText.PLAIN.of("a b"));
  }
}
