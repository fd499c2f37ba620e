package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A jar in a process of its own: whatever its code does, the answer comes.
class TrialTest extends PluginFixture {
  private static final String SETTINGS =
      """
      public java.util.List<io.cofre.api.plugin.Setting<?>> settings() {
        return java.util.List.of(
            io.cofre.api.plugin.Setting.text("mode", "How.").or("fast"),
            io.cofre.api.plugin.Setting.secret("token", "Who."));
      }
      """;

  private JarTrial tried(String nameBody, String members) throws Exception {
    Path jar =
        JarMaker.cipher(work, "one", "x")
            .source("one.P", JarMaker.cipherClass("one", nameBody, members))
            .to(jar("one.jar"));
    return JarTrial.of(jar, Duration.ofSeconds(20));
  }

  @Test
  void a_good_jar_tells_its_offers_and_their_settings() throws Exception {
    JarTrial trial = tried("return \"GOOD\";", SETTINGS);
    assertEquals(Optional.empty(), trial.problem());
    var settings =
        List.of(
            new JarTrial.TriedSetting("mode", "text", false, Optional.of("fast"), "How."),
            new JarTrial.TriedSetting("token", "secret", true, Optional.empty(), "Who."));
    assertEquals(
        List.of(new JarTrial.TriedOffer(PluginKind.CIPHER, "GOOD", settings)), trial.offers());
  }

  @Test
  void code_that_ends_the_process_is_named() throws Exception {
    JarTrial trial = tried("return \"x\";", "static { System.exit(3); }");
    says(trial.problem().orElseThrow(), "one.jar", "ended the process with status 3");
    assertEquals(List.of(), trial.offers());
  }

  @Test
  void code_that_does_not_come_back_is_named_with_its_place() throws Exception {
    Path jar =
        JarMaker.cipher(work, "one", "x")
            .source(
                "one.P", JarMaker.cipherClass("one", "while (true) { Thread.onSpinWait(); }", ""))
            .to(jar("one.jar"));
    JarTrial trial = JarTrial.of(jar, Duration.ofSeconds(1));
    says(trial.problem().orElseThrow(), "did not come back", "one.P.name");
  }

  @Test
  void code_that_prints_and_leaves_threads_does_no_harm() throws Exception {
    String thread =
        "static { System.out.println(\"end\"); new Thread(() -> { while (true) Thread.onSpinWait(); }).start(); }";
    assertEquals(Optional.empty(), tried("return \"x\";", thread).problem());
  }

  @Test
  void a_bad_jar_is_refused_in_the_words_of_the_loader() throws Exception {
    JarMaker.write(jar("bad.jar"), new byte[] {1});
    JarTrial trial = JarTrial.of(jar("bad.jar"), Duration.ofSeconds(20));
    says(trial.problem().orElseThrow(), "cannot be read", "copy it again");
  }

  @Test
  void it_sees_no_more_than_in_a_server() throws IOException, InterruptedException {
    Path jar =
        JarMaker.cipher(work, "one", "x")
            .source(
                "one.P",
                JarMaker.cipherClass(
                    "one",
                    "try { Class.forName(\"io.cofre.core.plugin.Trial\"); return \"sees\"; }"
                        + " catch (ClassNotFoundException e) { return \"sees-not\"; }",
                    ""))
            .to(jar("one.jar"));
    JarTrial trial = JarTrial.of(jar);
    assertTrue(trial.offers().getFirst().name().equals("sees-not"), trial.toString());
  }
}
