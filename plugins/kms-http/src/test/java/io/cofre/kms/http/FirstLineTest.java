package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// What is shown of the words of others.
class FirstLineTest {
  @Test
  void onlyTheFirstLineIsShownAndNotTooMuchOfIt() {
    assertEquals("refused", FirstLine.of(" refused \nx-amz-security-token: TOKEN"));
    assertEquals("a".repeat(400) + "…", FirstLine.of("a".repeat(401)));
    assertEquals("", FirstLine.of(""));
  }
}
