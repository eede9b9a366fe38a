// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. Results go to stdout, everything else to stderr, one line an error. */
@Command(
    name = "inventory",
    description =
        "Brings Retail Pro's stock to Shopify: the system of template.yaml on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "inventory 1.0.0")
public final class Inventory {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          ImportCommand.class,
          ExplainCommand.class,
          MorningCommand.class,
          OnlineCommand.class,
          FilterCommand.class,
          DecisionCommand.Retry.class,
          DecisionCommand.Release.class,
          DecisionCommand.Refuse.class,
          KnownCommand.class,
          AwaitingCommand.class,
          AcceptCommand.class,
          RefreshCommand.class,
          ShopCommand.class,
          BuyCommand.class,
          ServeCommand.class,
          GenerateCommand.class,
          HelpCommand.class);

  private Inventory() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  public static int run(String... arguments) {
    Optional<FilterCommand> filter =
        arguments.length == 0 ? Optional.empty() : FilterCommand.plainly(List.of(arguments));
    if (filter.isPresent()) {
      try {
        return filter.get().call();
      } catch (RuntimeException e) {
        System.err.println("inventory: " + firstLine(e));
        return exitCode(e);
      }
    }
    CommandLine line = new CommandLine(new Inventory());
    toBeKnown(arguments).forEach(line::addSubcommand);
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (exception, all) -> {
          PrintWriter err = exception.getCommandLine().getErr();
          err.println(
              "inventory: "
                  + firstLine(exception)
                  + " (see 'inventory help "
                  + exception.getCommandLine().getCommandName()
                  + "')");
          return CommandFailure.WRONG_INPUT;
        });
    line.setExecutionExceptionHandler(
        (exception, of, parsed) -> {
          of.getErr().println("inventory: " + firstLine(exception));
          if (Boolean.getBoolean("inventory.trace")) {
            exception.printStackTrace(of.getErr());
          }
          return exitCode(exception);
        });
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandFailure.WRONG_INPUT;
    }
    return line.execute(arguments);
  }

  // Every command that is made known is taken apart by reflection, which costs more processor time
  // than the filter needs for a small file: where one is named, only that one.
  private static List<Class<?>> toBeKnown(String[] arguments) {
    return COMMANDS.stream()
        .filter(
            command ->
                command != HelpCommand.class
                    && arguments.length > 0
                    && command.getAnnotation(Command.class).name().equals(arguments[0]))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static int exitCode(Exception exception) {
    return exception instanceof CommandFailure failure
        ? failure.exitCode()
        : CommandFailure.WRONG_INPUT;
  }

  private static String firstLine(Exception exception) {
    String message = exception.getMessage();
    return message == null || message.isBlank()
        ? exception.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
