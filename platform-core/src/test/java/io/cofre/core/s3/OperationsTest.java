package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.s3.route.Route;
import io.cofre.core.s3.route.RouteTable;
import io.cofre.core.s3.route.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "s3.md");

  @Test
  void every_operation_has_a_handler_or_is_said_not_to_be_implemented() throws IOException {
    Set<S3Operation> implemented =
        Arrays.stream(S3Operation.values())
            .filter(S3Operation::implemented)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(S3Operation.class)));
    try (Bench bench = new Bench()) {
      assertEquals(implemented, bench.operations.handled());
    }
  }

  /// The document's tables are the route table; what is missing or too much there is shown here.
  @Test
  void the_document_lists_the_operations_as_they_are() throws IOException {
    List<String> written =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| \\w+ \\| `[A-Z]+ /.*"))
            .sorted()
            .toList();
    assertEquals(
        RouteTable.standard().rows().stream().map(OperationsTest::line).sorted().toList(), written);
  }

  private static String line(Route row) {
    return "| %s | `%s` | %s |"
        .formatted(
            row.operation().label(),
            row.text(),
            row.operation().implemented()
                ? Stream.concat(
                        Stream.of("yes"), row.accepts().stream().map(name -> "`" + name + "`"))
                    .collect(Collectors.joining(", "))
                : "501");
  }
}
