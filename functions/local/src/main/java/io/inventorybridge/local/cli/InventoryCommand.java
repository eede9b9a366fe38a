// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. Results go to stdout, everything else to stderr, one line per error. */
@Command(
    name = "inventory",
    description =
        "Publishes Retail Pro's stock to Shopify: the system of template.yaml on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "inventory 1.0.0")
public final class InventoryCommand {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          ImportCommand.class,
          ExplainCommand.class,
          MorningCommand.class,
          ReportCommand.class,
          OnlineCommand.class,
          FilterCommand.class,
          DecisionCommand.Retry.class,
          DecisionCommand.Release.class,
          DecisionCommand.Refuse.class,
          UndoCommand.class,
          KnownCommand.class,
          InputsCommand.class,
          AwaitingCommand.class,
          AcceptCommand.class,
          RefreshCommand.class,
          SyncCommand.class,
          ShopCommand.class,
          BuyCommand.class,
          ServeCommand.class,
          GenerateCommand.class,
          HelpCommand.class);

  private InventoryCommand() {}

  /** Runs a command and returns its exit code. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new InventoryCommand());
    toBeKnown(arguments).forEach(line::addSubcommand);
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (exception, all) -> {
          PrintWriter err = exception.getCommandLine().getErr();
          err.println(
              "inventory: "
                  + CommandFailure.firstLine(exception)
                  + suggestion(exception)
                  + " (see '"
                  + help(exception.getCommandLine())
                  + "')");
          return CommandFailure.WRONG_INPUT;
        });
    line.setExecutionExceptionHandler(
        (exception, of, parsed) -> {
          of.getErr().println("inventory: " + CommandFailure.firstLine(exception));
          if (Boolean.getBoolean("inventory.trace")) {
            exception.printStackTrace(of.getErr());
          }
          return CommandFailure.exitCodeOf(exception);
        });
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandFailure.WRONG_INPUT;
    }
    return line.execute(arguments);
  }

  // The program itself is not one of its commands.
  private static String help(CommandLine failed) {
    return failed.getParent() == null
        ? "inventory help"
        : "inventory help " + failed.getCommandName();
  }

  private static String suggestion(CommandLine.ParameterException exception) {
    if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> similar = unmatched.getSuggestions();
      return similar.isEmpty() ? "" : "; did you mean " + String.join(", ", similar) + "?";
    }
    return "";
  }

  // Picocli reads each registered command by reflection, which takes longer than filtering a small
  // file. If the arguments name a command, only that one is registered.
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
}
