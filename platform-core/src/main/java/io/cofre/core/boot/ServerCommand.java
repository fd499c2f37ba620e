package io.cofre.core.boot;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cofre server`.
@Command(
    name = "server",
    description = "Start the server; it runs until it is told to stop (SIGTERM).",
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Blueprint plan = Preparation.prepare(options.input());
    plan.warnings().forEach(warning -> out.println("warning: " + warning));
    DataFolder.stranger(plan.config().server().data())
        .ifPresent(warning -> out.println("warning: " + warning));
    out.flush();
    CofreServer server = CofreServer.open(plan);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
    server.start();
    Announcement announcement = new Announcement(plan, server.addresses());
    server.trouble().ifPresent(trouble -> announcement.waits(trouble, out));
    Optional<House> house = server.awaitStore();
    if (house.isPresent()) {
      announcement.ready(house.get(), out);
      server.awaitEnd();
    }
    return ExitStatus.OK;
  }
}
