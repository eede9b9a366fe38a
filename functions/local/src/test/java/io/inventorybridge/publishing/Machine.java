// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.publishing;

import io.inventorybridge.json.Json;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.statemachine.Interpreter;
import io.inventorybridge.local.statemachine.StateMachineDefinition;
import io.inventorybridge.local.statemachine.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** A deployed state machine, on a clock that advances with its waits. */
final class Machine {
  private static final Path MACHINES = Path.of("..", "..", "infra", "statemachines");

  private final StateMachineDefinition definition;
  private final VirtualClock clock;
  private final Tasks tasks;
  private long waits;

  /**
   * @param tasks called with the function's name, such as {@code ImportReset}
   */
  Machine(String name, VirtualClock clock, Tasks tasks) {
    Path file = MACHINES.resolve(name + ".asl.json");
    try {
      String text = Files.readString(file).replaceAll("\\$\\{(\\w+)FunctionArn}", "$1");
      this.definition = DefinitionReader.read(file.toString(), Json.read(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.clock = clock;
    this.tasks = tasks;
  }

  Interpreter.Outcome run(String execution, Map<String, Object> input) {
    try {
      return new Interpreter(definition, tasks, this::wait, clock, new SplittableRandom(1))
          .run(execution, input);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void wait(Duration time) {
    waits++;
    clock.pass(time);
  }

  /** The number of Wait states and retry delays so far. */
  long waits() {
    return waits;
  }
}
