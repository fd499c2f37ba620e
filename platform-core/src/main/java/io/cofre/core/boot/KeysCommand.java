package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.client.AdminClient;
import io.cofre.core.client.Table;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `cofre keys`.
@Command(
    name = "keys",
    description = "Administer the keys of a running server's key management systems.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private static final String KEY = "Name of the key, in the words of its KMS.";
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kms",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Name of the KMS in the configuration (default: ${DEFAULT-VALUE}).")
  private String kms = "main";

  /// Asks the server.
  @FunctionalInterface
  private interface Asking {
    JsonNode ask(AdminClient client) throws InterruptedException;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a subcommand, such as: cofre keys list");
  }

  @Command(name = "systems", description = "List the key management systems.")
  int systems(@Mixin AdminOptions options) throws CannotStart, InterruptedException {
    return ask(
        options,
        client -> client.ask("GET", "/v1/kms"),
        answer -> {
          Table table = new Table("kms", "health", "rotates", "rewraps", "actions");
          for (JsonNode each : answer.path("kms")) {
            ((ObjectNode) each).put("health", each.path("health").path("status").asText());
            table.add(each);
          }
          table.print(out());
        });
  }

  @Command(name = "list", description = "List the keys.")
  int list(@Mixin AdminOptions options) throws CannotStart, InterruptedException {
    return ask(
        options,
        client -> client.ask("GET", keys()),
        answer -> {
          Table table = new Table("key", "state", "version", "created");
          answer.path("keys").forEach(table::add);
          table.print(out());
        });
  }

  @Command(name = "create", description = "Create a key.")
  int create(
      @Mixin AdminOptions options, @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    JsonNode wanted = JsonNodeFactory.instance.objectNode().put("key", key);
    return one(options, client -> client.ask("POST", keys(), wanted));
  }

  @Command(name = "describe", description = "Describe a key.")
  int describe(
      @Mixin AdminOptions options,
      @Option(names = "--users", description = "Count what needs it; takes long on a large store.")
          boolean users,
      @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    return one(options, client -> client.ask("GET", key(key) + (users ? "?users" : "")));
  }

  @Command(name = "rotate", description = "Add a version to a key; new objects use it.")
  int rotate(
      @Mixin AdminOptions options,
      @Mixin JobStart start,
      @Option(names = "--rewrap", description = "Then wrap the keys of its objects again.")
          boolean rewrap,
      @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    int status = one(options, client -> client.ask("POST", key(key) + "/rotate"));
    if (!rewrap) {
      return status;
    }
    try (AdminClient client = options.client()) {
      ObjectNode its = JsonNodeFactory.instance.objectNode().put("kms", kms).put("key", key);
      return start.run(client, options, out(), "rewrap", its);
    }
  }

  @Command(name = "enable", description = "Allow the use of a key.")
  int enable(
      @Mixin AdminOptions options, @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    return one(options, client -> client.ask("POST", key(key) + "/enable"));
  }

  @Command(name = "disable", description = "Forbid the use of a key without destroying it.")
  int disable(
      @Mixin AdminOptions options, @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    return one(options, client -> client.ask("POST", key(key) + "/disable"));
  }

  @Command(
      name = "delete",
      description = "Destroy a key, at once or after the waiting time of its KMS.")
  int delete(
      @Mixin AdminOptions options,
      @Option(
              names = "--users",
              paramLabel = "N",
              description = "Number of objects and records that are lost with it (default: 0).")
          long users,
      @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    return one(options, client -> client.ask("DELETE", key(key) + "?users=" + users));
  }

  @Command(name = "cancel-deletion", description = "Take a deletion back while it is waiting.")
  int cancelDeletion(
      @Mixin AdminOptions options, @Parameters(paramLabel = "KEY", description = KEY) String key)
      throws CannotStart, InterruptedException {
    return one(options, client -> client.ask("POST", key(key) + "/cancel-deletion"));
  }

  private String keys() {
    return "/v1/kms/" + AdminClient.segment(kms) + "/keys";
  }

  private String key(String key) {
    return keys() + "/" + AdminClient.segment(key);
  }

  private int one(AdminOptions options, Asking asking) throws CannotStart, InterruptedException {
    return ask(
        options,
        asking,
        answer -> {
          Table table =
              answer.has("users")
                  ? new Table("key", "state", "version", "created", "users")
                  : new Table("key", "state", "version", "created");
          table.add(answer).print(out());
        });
  }

  private int ask(AdminOptions options, Asking asking, Consumer<JsonNode> forPeople)
      throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      options.print(asking.ask(client), out(), forPeople);
      return ExitStatus.OK;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
