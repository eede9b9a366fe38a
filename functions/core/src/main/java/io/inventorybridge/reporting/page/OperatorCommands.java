// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.stock.StockKey;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands that an operator enters. A word in capitals must be replaced. */
public sealed interface OperatorCommands {
  /** Retries the parts of a quarantined delivery. */
  String retry(DeliveryId delivery);

  /** Releases a held delivery. */
  String release(DeliveryId delivery);

  /** Releases a held delivery with a snapshot time that the operator knows. */
  String releaseWithSnapshotTime(DeliveryId delivery);

  /** Refuses a held delivery. */
  String refuse(DeliveryId delivery);

  /** Undoes an accepted delivery. */
  String undo(DeliveryId delivery);

  /** Drops a file of a source. */
  String drop(String source);

  /** Drops an initial load of a source. */
  String dropInitial(String source);

  /** Declares an order known to Retail Pro; empty where no command does. */
  Optional<String> known(String order);

  /** Drops corrected rejects again. */
  String dropCorrections(String source);

  /**
   * Lets a staged edition of an input in.
   *
   * @param input such as {@code RULES} or {@code SETTINGS/sv}
   */
  String releaseInput(String input);

  /** Lists the editions of all inputs. */
  String listInputs();

  /** Drops the catalog. */
  String dropCatalog();

  /** Explains a number with its entries; empty where only pages do. */
  Optional<String> explain(StockKey key, String upca);

  /** Runs the full sync again; empty where this needs no command. */
  Optional<String> syncAgain();

  /**
   * The command line of this repository.
   *
   * @param data the directory of the state, as the user writes it; empty when the state is in
   *     memory
   */
  record CommandLine(Optional<String> data) implements OperatorCommands {
    @Override
    public String retry(DeliveryId delivery) {
      return inventory("retry " + delivery);
    }

    @Override
    public String release(DeliveryId delivery) {
      return inventory("release " + delivery);
    }

    @Override
    public String releaseWithSnapshotTime(DeliveryId delivery) {
      return inventory("release " + delivery + " --snapshot-time TIME");
    }

    @Override
    public String refuse(DeliveryId delivery) {
      return inventory("refuse " + delivery);
    }

    @Override
    public String undo(DeliveryId delivery) {
      return inventory("undo " + delivery);
    }

    @Override
    public String drop(String source) {
      return inventory("run FILE --source " + source);
    }

    @Override
    public String dropInitial(String source) {
      return inventory("run FILE --initial --source " + source);
    }

    @Override
    public Optional<String> known(String order) {
      return Optional.of(inventory("known " + quoted(order)));
    }

    @Override
    public String dropCorrections(String source) {
      return inventory("run FILE --corrections --source " + source);
    }

    @Override
    public String releaseInput(String input) {
      return inventory("inputs --release " + input);
    }

    @Override
    public String listInputs() {
      return inventory("inputs");
    }

    @Override
    public String dropCatalog() {
      return inventory("import --catalog FILE");
    }

    @Override
    public Optional<String> explain(StockKey key, String upca) {
      return Optional.of(inventory("explain " + quoted(key.facility().value()) + " " + upca));
    }

    @Override
    public Optional<String> syncAgain() {
      return Optional.of(inventory("sync --full"));
    }

    private String inventory(String rest) {
      return "inventory " + rest + " --data " + data.map(CommandLine::quoted).orElse("DIR");
    }

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    // Quoted for the POSIX shell: inside single quotes no character is special.
    private static String quoted(String word) {
      return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
  }

  /**
   * AWS's own command line.
   *
   * @param decideDelivery the function that carries out decisions about deliveries, by its ARN
   * @param deliveryUndo the state machine that undoes deliveries, by its ARN
   * @param decideInputs the function that carries out decisions about inputs, by its ARN
   */
  record Aws(String decideDelivery, String deliveryUndo, String decideInputs, String bucket)
      implements OperatorCommands {
    @Override
    public String retry(DeliveryId delivery) {
      return decide("\"decision\":\"RETRY\",\"delivery\":\"%s\"".formatted(delivery));
    }

    @Override
    public String release(DeliveryId delivery) {
      return decide("\"decision\":\"RELEASE\",\"delivery\":\"%s\"".formatted(delivery));
    }

    @Override
    public String releaseWithSnapshotTime(DeliveryId delivery) {
      return decide(
          "\"decision\":\"RELEASE\",\"delivery\":\"%s\",\"snapshotTime\":\"TIME\""
              .formatted(delivery));
    }

    @Override
    public String refuse(DeliveryId delivery) {
      return decide("\"decision\":\"REFUSE\",\"delivery\":\"%s\"".formatted(delivery));
    }

    @Override
    public String undo(DeliveryId delivery) {
      return "aws stepfunctions start-execution --state-machine-arn %s --input '{\"delivery\":\"%s\"}'"
          .formatted(deliveryUndo, delivery);
    }

    @Override
    public String drop(String source) {
      return copy("incoming/" + source + "/");
    }

    @Override
    public String dropInitial(String source) {
      return copy("incoming/" + source + "/initial/");
    }

    @Override
    public Optional<String> known(String order) {
      return Optional.empty();
    }

    @Override
    public String dropCorrections(String source) {
      return copy("incoming/" + source + "/corrections/");
    }

    @Override
    public String releaseInput(String input) {
      return invoke(decideInputs, "\"decision\":\"RELEASE\",\"input\":\"%s\"".formatted(input));
    }

    @Override
    public String listInputs() {
      return invoke(decideInputs, "\"decision\":\"LIST\"");
    }

    @Override
    public String dropCatalog() {
      return copy("catalog/");
    }

    @Override
    public Optional<String> explain(StockKey key, String upca) {
      return Optional.empty();
    }

    @Override
    public Optional<String> syncAgain() {
      return Optional.empty();
    }

    private String copy(String folder) {
      return "aws s3 cp FILE s3://" + bucket + "/" + folder;
    }

    private String decide(String fields) {
      return invoke(decideDelivery, fields);
    }

    private static String invoke(String function, String fields) {
      return "aws lambda invoke --function-name "
          + function
          + " --cli-binary-format raw-in-base64-out --payload '{"
          + fields
          + "}' answer.json";
    }
  }
}
