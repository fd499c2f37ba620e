package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.plugin.Secret;
import io.cofre.core.client.AdminClient;
import io.cofre.core.client.ClientFailure;
import io.cofre.core.client.ClientFailure.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// The options of every command that asks a running server.
final class AdminOptions {
  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "Admin listener of the server (default: ${DEFAULT-VALUE}).")
  private String admin = "http://127.0.0.1:9001";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of the server, whose admin.token is used unless COFRE_ADMIN_TOKEN is set"
              + " (default: data).")
  private String data = "";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file of the certificates to trust instead of the machine's.")
  private String authorities = "";

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean json;

  AdminClient client() throws CannotStart {
    return AdminClient.of(admin, token(), authorities);
  }

  /// Print an answer: as it is, or as people read it.
  void print(JsonNode answer, PrintWriter out, Consumer<JsonNode> forPeople) {
    if (json) {
      out.println(answer);
      out.flush();
    } else {
      forPeople.accept(answer);
      out.flush();
    }
  }

  boolean json() {
    return json;
  }

  private Secret token() throws CannotStart {
    String given = System.getenv().getOrDefault("COFRE_ADMIN_TOKEN", "");
    if (!given.isEmpty()) {
      return Secret.of(given);
    }
    String folder =
        data.isEmpty() ? System.getenv().getOrDefault("COFRE_SERVER_DATA", "data") : data;
    Path file = Path.of(folder).toAbsolutePath().resolve(AdminToken.FILE);
    try {
      return AdminToken.read(file);
    } catch (NoSuchFileException _) {
      throw new ClientFailure(
          Reason.NOT_ALLOWED,
          "there is no %s: name the data folder of the server with --data, or set COFRE_ADMIN_TOKEN"
              .formatted(file));
    } catch (IOException e) {
      throw new ClientFailure(
          Reason.NOT_ALLOWED, "%s cannot be read: %s".formatted(file, FileCause.of(e)));
    }
  }
}
