// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a small retailer in a directory, and an installation next to them. */
final class RetailerNight {
  static final String NEW_YORK = "NYC";
  static final String NASHVILLE = "NSH";
  static final String A = "2050000163913";
  static final String B = "8720116122558";
  static final String C = "8720116127799";
  static final String HEADER = "SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n";

  private final Path directory;

  RetailerNight(Path directory) {
    this.directory = directory;
  }

  /** The data directory shared by the commands. */
  String data() {
    return directory.resolve("data").toString();
  }

  String file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  String file(String name, byte[] content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String catalog() {
    return file("catalog.csv", "upca,productId\n%s,v1\n%s,v2\n%s,v3\n".formatted(A, B, C));
  }

  String facilities() {
    return file(
        "facilities.csv",
        "facilityId,externalFacilityId,name\nNYC,1/001,New York\nNSH,1/002,Nashville\n");
  }

  /** Quantities of A, B and C, in New York and in Nashville. */
  String delta(String name, String a, String b, String c, String a2, String b2, String c2) {
    return file(
        name,
        HEADER
            + "1,001,%s,%s\n1,001,%s,%s\n1,001,%s,%s\n".formatted(A, a, B, b, C, c)
            + "1,002,%s,%s\n1,002,%s,%s\n1,002,%s,%s\n".formatted(A, a2, B, b2, C, c2));
  }

  /** Ten of A and B and five of C in both stores. */
  String delta(String name) {
    return delta(name, "10", "10", "5", "10", "10", "5");
  }

  /** An order of two A, B and C; A and B have left New York, Retail Pro waits for C. */
  String orders() {
    return file(
        "orders.jsonl",
        """
        {"orderId":"SO1","channel":"SHOPIFY","status":"APPROVED","lastUpdated":"2026-03-02T09:00:00Z","items":[\
        {"seqId":"1","upca":"%s","quantity":2,"facilityId":"NYC","status":"COMPLETED","completedAt":"2026-03-02T09:00:00Z"},\
        {"seqId":"2","upca":"%s","quantity":2,"facilityId":"NYC","status":"COMPLETED","completedAt":"2026-03-02T09:00:00Z"},\
        {"seqId":"3","upca":"%s","quantity":2,"facilityId":"NYC","status":"APPROVED"}]}
        """
            .formatted(A, B, C));
  }

  /** Runs a command on this installation. */
  CommandResult inventory(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(data());
    return CommandResult.inventory(all.toArray(String[]::new));
  }

  /** Imports catalog, facilities and orders. */
  void masters() {
    CommandResult ran =
        inventory(
            "import", "--catalog", catalog(), "--facilities", facilities(), "--orders", orders());
    if (ran.code() != 0) {
      throw new AssertionError("the masters were not imported: " + ran);
    }
  }

  /** Runs a delivery. */
  CommandResult run(String delta, String snapshotTime, String... more) {
    List<String> all =
        new ArrayList<>(List.of("run", delta, "--json", "--snapshot-time", snapshotTime));
    all.addAll(List.of(more));
    return inventory(all.toArray(String[]::new));
  }

  JsonNode explain(String facility, String upca) {
    return inventory("explain", facility, upca, "--json").json();
  }

  /** The numbers of A, B and C in a store. */
  List<Long> onHand(String facility) {
    return List.of(A, B, C).stream()
        .map(upca -> explain(facility, upca).path("onHand").asLong())
        .toList();
  }

  /** Opens the installation, for actions without a command. */
  LocalSystem open(AccessMode mode) {
    return LocalSystem.open(
        LocalOptions.inMemory().withData(Optional.of(Path.of(data()))).withMode(mode));
  }

  /** The text of an object. */
  String text(String key) {
    try (LocalSystem reader = open(AccessMode.READER)) {
      return new String(reader.wiring().files().read(key).orElseThrow(), StandardCharsets.UTF_8);
    }
  }

  /** The keys of the objects under a prefix. */
  List<String> keys(String prefix) {
    try (LocalSystem reader = open(AccessMode.READER)) {
      return reader.wiring().files().list(prefix).stream().map(StoredFile::key).toList();
    }
  }

  /** The part of the ledger that equal facts must make equal. */
  Map<String, String> ledger() {
    try (LocalSystem reader = open(AccessMode.READER)) {
      return LedgerComparison.of(reader.wiring().ledger(), reader.wiring().facilityDirectory());
    }
  }

  /** A report without values that differ from run to run: of the seconds only the names. */
  static JsonNode timeless(JsonNode report) {
    ObjectNode copy = report.deepCopy();
    ObjectNode seconds = copy.putObject("seconds");
    for (Map.Entry<String, JsonNode> step : report.path("seconds").properties()) {
      if (!step.getValue().isNumber() || step.getValue().asDouble() < 0) {
        throw new AssertionError("no number of seconds: " + step);
      }
      seconds.put(step.getKey(), "some");
    }
    for (JsonNode part : copy.path("parts")) {
      if (part.path("attempt").asText().isEmpty()) {
        throw new AssertionError("a part does not name its attempt: " + part);
      }
      ((ObjectNode) part).put("attempt", "some").remove(List.of("resetSeconds", "varianceSeconds"));
    }
    // The guards measure by the clock, too.
    copy.remove(List.of("guards", "rejectedKeys"));
    return copy;
  }

  static JsonNode json(String text) {
    try {
      return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(String file) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Path.of(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The id of a delivery of the default source. */
  static String id(String basicSnapshot, String file) {
    return basicSnapshot + "-default-" + sha256(file).substring(0, 12);
  }
}
