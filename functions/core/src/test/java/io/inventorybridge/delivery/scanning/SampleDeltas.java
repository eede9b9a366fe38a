// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.DeliverySettings;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.InstallationSettings.Layer;
import io.inventorybridge.settings.SettingLiteral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Small deltas with every kind of error that ever occurred, the same for the same seed. */
public final class SampleDeltas {
  public static final CatalogIndex CATALOG =
      CatalogIndex.of(
          List.of(
              CatalogProduct.of("0012", "p1"),
              CatalogProduct.of("2050000163913", "p2"),
              CatalogProduct.of("123456789012345678", "p3"),
              CatalogProduct.of("77", "p4"),
              CatalogProduct.of("077", "p5")));

  public static final FacilityDirectory STORES =
      FacilityDirectory.of(
          List.of(
              Facility.of("A36").withExternalId("1/1"),
              Facility.of("SVC21").withExternalId("1/21"),
              Facility.of("P22").withExternalId("2/21"),
              Facility.of("M\u00e1laga"),
              Facility.of("M\u00c3\u00a1laga")));

  private static final List<String> UPCS =
      List.of(
          "12",
          "0012",
          " 12 ",
          "\t12",
          "'12",
          "=\"12\"",
          "12.0",
          "12.",
          "2.05E+12",
          "077",
          "13",
          "",
          "  ",
          "0",
          "0000000000000",
          "gift12",
          "1234567890123456789",
          "2050000163913",
          "2050000163914",
          "123456789012345678",
          "123456789012345679",
          "000000000000000012",
          "0000000000000000012",
          "99999999",
          "12345678",
          "123456789",
          "1234567890123456",
          "-12",
          "205000016391x",
          "x050000163913",
          "20500/0163913",
          "2050000:63913",
          "1 2",
          "\u00b2");

  private static final List<String> ONLINE = List.of("12", "0012", "2050000163913");
  private static final List<String> OFFLINE = List.of("13", "2050000163914", "", "14");

  private static final List<String> STORE_CODES =
      List.of(
          "A36",
          "1/21",
          "21",
          "021",
          "1",
          "",
          " ",
          "nowhere",
          "P22",
          "M\u00e1laga",
          "M\u00c3\u00a1laga",
          "SVC21",
          "x".repeat(64),
          "x".repeat(70),
          "a-store-of-16-by",
          "a-store-of-17-byt");

  private static final List<String> TEXTS =
      List.of(
          "",
          "shoe",
          "12\" pipe",
          "\u00f1",
          "\u00c3\u00b1",
          "\u00e2\u0082\u00ac",
          "\u00f0\u009f\u0091\u009f",
          "\u0081",
          "\u00c3",
          "\u00c3\u0081",
          "\u00e2\u0082",
          "\u00ed\u00a0\u0080",
          "\u00c0\u0080",
          "\u00e0\u0080\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00f0\u0080\u0080\u0080",
          "\u00f5\u0080\u0080\u0080",
          "\u00ef\u00bf\u00bf",
          "\u0000",
          "\u0001",
          "\u001f",
          "a\tb",
          "\u007f",
          "a description that is longer than one word",
          "another description, which goes on and on until it is longer than sixty-four bytes");

  private static final List<String> QUANTITIES =
      List.of(
          "5",
          "-3",
          "5.0",
          "1.5",
          "",
          "x",
          "99999999",
          "9999999",
          "+4",
          "-",
          "-0",
          "0000012",
          "00000012",
          "1,5",
          "4 ",
          "--4",
          "1e3",
          "10000000",
          "10000001");

  private final Random random;
  private final char delimiter;

  private final Kind kind;

  private enum Kind {
    /** Everything in any row. */
    WILD,
    /** Almost only rows of products that are not online. */
    OFFLINE,
    /** Many plain rows of online products. */
    OURS
  }

  private SampleDeltas(long seed) {
    this.random = new Random(seed);
    this.delimiter = ",|;\t".charAt(random.nextInt(4));
    this.kind = Kind.values()[random.nextInt(Kind.values().length)];
  }

  /** A delta, header included; one in four is damaged somewhere. */
  public static byte[] of(long seed) {
    return new SampleDeltas(seed).file();
  }

  /** The settings that go with it. */
  public static DeliverySettings settings(long seed) {
    return seed % 4 == 0
        ? InstallationSettings.of(
                List.of(
                    new Layer(
                        "test",
                        new SettingLiteral.Table(
                            Map.of("subsidiary", new SettingLiteral.Text("1"))))))
            .delivery()
        : InstallationSettings.defaults().delivery();
  }

  private byte[] file() {
    List<String> names =
        new ArrayList<>(List.of("UPC", "QTY", pick(List.of("STORE", "STORE_CODE"))));
    boolean hotwax = random.nextInt(4) == 0;
    if (hotwax) {
      names = new ArrayList<>(List.of("idValue", "availableQty", "facilityId", "idType"));
      names.addAll(some("externalFacilityId", "locationSeqId"));
    } else {
      names.addAll(some("SBS_NO", "STORE_NO"));
    }
    names.addAll(some("DESCRIPTION", "ATTR", "SIZE"));
    if (random.nextInt(4) == 0) {
      names.add("rejectReason");
    }
    Collections.shuffle(names, random);
    StringBuilder file = new StringBuilder(random.nextInt(4) == 0 ? "\u00ef\u00bb\u00bf" : "");
    List<String> ends =
        random.nextInt(3) == 0 ? List.of("\n", "\r\n", "\r") : List.of(pick(List.of("\n", "\r\n")));
    file.append(String.join("" + delimiter, names)).append(pick(ends));
    int start = file.length();
    int rows = random.nextInt(kind == Kind.OURS ? 30 : 12);
    for (int i = 0; i < rows; i++) {
      file.append(row(names)).append(pick(ends));
      if (random.nextInt(12) == 0) {
        file.append(pick(ends));
      }
    }
    if (rows > 0 && random.nextInt(3) == 0) {
      file.setLength(file.length() - 1);
    }
    if (kind != Kind.OFFLINE && random.nextBoolean() && file.length() > start) {
      damage(file, start);
    }
    return file.toString().getBytes(ISO_8859_1);
  }

  private String row(List<String> names) {
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(
          switch (name) {
            case "UPC", "idValue" ->
                field(
                    () ->
                        pick(
                            switch (random.nextInt(4) > 0 ? kind : Kind.WILD) {
                              case WILD -> UPCS;
                              case OFFLINE -> OFFLINE;
                              case OURS -> ONLINE;
                            }));
            case "QTY", "availableQty" ->
                field(() -> usually("" + (random.nextInt(40) - 9), QUANTITIES));
            case "idType" ->
                field(() -> pick(List.of("UPCA", "UPCA", "UPCA", "upca", "SKU", "", " UPCA")));
            case "SBS_NO" -> field(() -> pick(List.of("1", "1", "01", "2", "")));
            case "rejectReason" -> field(() -> pick(List.of("", "DUPLICATE_KEY")));
            case "locationSeqId" -> field(() -> usually("", List.of("TLTLTLTL01", " ", "")));
            case "STORE", "STORE_CODE", "STORE_NO", "facilityId", "externalFacilityId" ->
                field(() -> usually("A36", STORE_CODES));
            default -> field(this::text);
          });
    }
    if (random.nextInt(20) == 0) {
      fields.removeLast();
    }
    if (random.nextInt(20) == 0) {
      fields.add(random.nextInt(fields.size() + 1), "");
    }
    return String.join("" + delimiter, fields);
  }

  // Most texts are harmless; otherwise hardly a row would reach the check of its UPC.
  private String text() {
    return random.nextInt(3) > 0 ? "text " + random.nextInt(1_000) : pick(TEXTS) + pick(TEXTS);
  }

  private String field(Supplier<String> content) {
    String text = content.get();
    boolean needed = text.indexOf(delimiter) >= 0 || text.startsWith("\"");
    if (!needed && random.nextInt(4) > 0) {
      return text;
    }
    if (random.nextInt(6) == 0) {
      text += pick(List.of("\n", "\r\n", "\r", "" + delimiter, "\"", "\"\"", "\n\"" + delimiter));
    }
    String behind = random.nextInt(20) == 0 ? pick(List.of(" ", "x", "x\"y", "0")) : "";
    return '"' + text.replace("\"", "\"\"") + '"' + behind;
  }

  private void damage(StringBuilder file, int start) {
    String odd = "\"\"\n\r,|;\t\u0000\u0081\u00c3\u00ff 1" + delimiter;
    for (int i = 1 + random.nextInt(4); i > 0 && file.length() > start; i--) {
      int at = start + random.nextInt(file.length() - start);
      switch (random.nextInt(3)) {
        case 0 -> file.deleteCharAt(at);
        case 1 -> file.insert(at, odd.charAt(random.nextInt(odd.length())));
        default -> file.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
      }
    }
  }

  private String usually(String plain, List<String> others) {
    return kind == Kind.OURS && random.nextInt(3) > 0 ? plain : pick(others);
  }

  private List<String> some(String... of) {
    List<String> chosen = new ArrayList<>();
    for (String one : of) {
      if (random.nextBoolean()) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
