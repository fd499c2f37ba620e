package io.cofre.acceptance;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a command that followed a job printed at its end.
///
/// @param done how many objects it looked at
/// @param outcomes how many of them had each outcome that any had
record JobReport(int done, Map<String, Integer> outcomes) {
  private static final Pattern DONE =
      Pattern.compile("^state +finished$.*^done +(\\d+)$.*^total +\\1$", flags());
  private static final Pattern OUTCOME = Pattern.compile("^  ([a-z-]+) +(\\d+)$", flags());

  private static int flags() {
    return Pattern.MULTILINE | Pattern.DOTALL;
  }

  /// Read the report of a job that finished well, with nothing left over.
  static JobReport of(Command.Result result) {
    String output = result.mustSucceed().output();
    Matcher done = DONE.matcher(output);
    if (!done.find()) {
      throw new AssertionError("no report of a job that did all:\n" + output);
    }
    Map<String, Integer> outcomes =
        OUTCOME
            .matcher(output)
            .results()
            .filter(line -> !line.group(2).equals("0"))
            .collect(
                Collectors.toMap(
                    line -> line.group(1),
                    line -> Integer.valueOf(line.group(2)),
                    Integer::sum,
                    TreeMap::new));
    return new JobReport(Integer.parseInt(done.group(1)), outcomes);
  }
}
