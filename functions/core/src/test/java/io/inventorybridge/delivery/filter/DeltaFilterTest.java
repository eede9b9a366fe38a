// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.scanning.SampleDeltas;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.support.files.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter's results for whole files. */
class DeltaFilterTest {
  private static final String SMALL = "STORE,UPC,QTY\nA36,12,5\n";

  @TempDir Path disk;

  private FilterFixture filter() {
    return new FilterFixture(disk);
  }

  @Test
  @Tag("exhaustive")
  void fourHundredThousandAndOneRowsAreThreePartsThatTogetherAreTheUnsplitOutput() {
    List<CatalogProduct> products =
        LongStream.rangeClosed(1, 40_001)
            .mapToObj(i -> CatalogProduct.of("" + i, "p" + i))
            .toList();
    CatalogIndex catalog = CatalogIndex.of(products);
    StringBuilder file = new StringBuilder("STORE,UPC,QTY\n");
    for (int i = 0; i < 400_001; i++) {
      file.append('S').append(i / 40_001).append(',').append(i % 40_001 + 1).append(",7\n");
    }
    FilterFixture unsplit =
        filter()
            .with("partSize", new SettingLiteral.NumberValue(BigDecimal.valueOf(1_000_000)))
            .with(catalog, FacilityDirectory.anyStore());
    FilterFixture.Result whole = unsplit.of(file.toString());
    FilterFixture.Result split =
        filter().with(catalog, FacilityDirectory.anyStore()).of(file.toString());
    assertThat(split.cut().parts())
        .extracting(DeliveryManifest.Part::rows)
        .containsExactly(133_334L, 133_334L, 133_333L);
    assertThat(whole.parts()).hasSize(1);
    assertThat(split.kept()).isEqualTo(whole.kept());
    assertThat(split.kept())
        .extracting(row -> row.substring(0, row.lastIndexOf(",7,")))
        .doesNotHaveDuplicates();
  }

  @Test
  void partsAreAsEqualAsCanBeAndKnowTheirChecksums() {
    List<CatalogProduct> products =
        LongStream.rangeClosed(1, 7).mapToObj(i -> CatalogProduct.of("" + i, "p" + i)).toList();
    StringBuilder file = new StringBuilder("STORE,UPC,QTY\n");
    products.forEach(product -> file.append("S,").append(product.upca()).append(",1\n"));
    FilterFixture.Result result =
        filter()
            .with("partSize", new SettingLiteral.NumberValue(BigDecimal.valueOf(3)))
            .with(CatalogIndex.of(products), FacilityDirectory.anyStore())
            .of(file.toString());
    assertThat(result.cut().parts())
        .extracting(part -> part.name() + " " + part.rows())
        .containsExactly("part-0001.csv 3", "part-0002.csv 2", "part-0003.csv 2");
    for (int i = 0; i < 3; i++) {
      assertThat(result.cut().parts().get(i).sha256())
          .isEqualTo(ContentDigest.sha256(result.parts().get(i).getBytes(UTF_8)));
    }
  }

  @Test
  void aFileWithoutSurvivorsIsOnePartWithAHeader() {
    for (String file : List.of("STORE,UPC,QTY\n", "STORE,UPC,QTY", "STORE,UPC,QTY\nA36,99,1\n")) {
      FilterFixture.Result result = filter().of(file);
      assertThat(result.parts())
          .containsExactly("facilityId,idType,idValue,availableQty,locationSeqId\n");
      assertThat(result.cut().parts()).extracting(DeliveryManifest.Part::rows).containsExactly(0L);
      assertThat(result.rejects())
          .isEqualTo("STORE,UPC,QTY,rejectLine,rejectReason,rejectMessage\n");
    }
  }

  @Test
  void theStoresOfAFileAreThoseOfAllItsReadableRows() {
    DeltaFilter.FilterOutcome outcome =
        filter().read("STORE,UPC,QTY\nA36,99,1\n1/21,,1\n55,12,1\n2/21,12\n".getBytes(UTF_8));
    try (FilteredDelta delta = (FilteredDelta) outcome) {
      assertThat(delta.stores()).extracting(Object::toString).containsExactly("A36", "SVC21");
    }
  }

  @Test
  void packedFilesAreTheSameDelivery() throws IOException {
    Map<FileCompression, byte[]> files =
        Map.of(
            FileCompression.NONE, SMALL.getBytes(UTF_8),
            FileCompression.GZIP, gzip(SMALL),
            FileCompression.ZIP, zip(Map.of("delta.csv", SMALL)));
    for (Map.Entry<FileCompression, byte[]> file : files.entrySet()) {
      FilterFixture.Result result = filter().of(file.getValue());
      assertThat(result.kept()).containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
      assertThat(result.cut().input().compression()).isEqualTo(file.getKey());
      assertThat(result.cut().input().sha256()).isEqualTo(ContentDigest.sha256(file.getValue()));
      assertThat(result.cut().input().bytes()).isEqualTo(file.getValue().length);
    }
  }

  @Test
  void aGzipFileOfSeveralMembersIsReadToItsEnd() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("STORE,UPC,QTY\nA36,12,5\n"));
    members.write(gzip("1/21,12,6\n"));
    assertThat(filter().of(members.toByteArray()).kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01", "SVC21,UPCA,0012,6,TLTLTLLL01");
  }

  @Test
  @Tag("exhaustive")
  void anUnreadableFileIsHeldWithOneSentence() throws IOException {
    byte[] gzip = gzip(SMALL + "A36,99,1\n".repeat(1_000));
    byte[] damaged = gzip.clone();
    damaged[gzip.length - 6] ^= 1;
    byte[] followed = Arrays.copyOf(gzip, gzip.length + 40);
    followed[gzip.length + 20] = 7;
    Map<String, byte[]> bad = new HashMap<>();
    bad.put(
        "EMPTY: the file is empty; a delivery without changes has a header at least", new byte[0]);
    bad.put("DAMAGED: the gzip file is truncated", Arrays.copyOf(gzip, gzip.length - 12));
    bad.put("DAMAGED: the packed file is truncated", Arrays.copyOf(gzip, 5));
    bad.put("DAMAGED: the gzip file is damaged: Corrupt GZIP trailer", damaged);
    bad.put("DAMAGED: the gzip file is damaged: after its end other bytes follow", followed);
    bad.put(
        "NOT_ONE_ENTRY: the zip holds more than one file, 'a.csv' and 'b.csv'; exactly one is expected",
        zip(new TreeMap<>(Map.of("a.csv", SMALL, "b.csv", SMALL))));
    bad.put("NOT_ONE_ENTRY: the zip holds no file; exactly one is expected", zip(Map.of()));
    bad.put(
        "MISSING_COLUMN: line 1 has no column QTY or QTY_ON_HAND or ON_HAND; its columns are STORE, UPC, COLOUR",
        bytes("STORE,UPC,COLOUR\nA36,12,5\n"));
    bad.put(
        "MISSING_COLUMN: line 1 has no column idValue; its columns are facilityId, availableQty",
        bytes("facilityId;availableQty\nA36;5\n"));
    bad.put(
        "AMBIGUOUS_COLUMN: line 1 has the column UPC more than once",
        bytes("STORE,UPC,upc,QTY\nA36,12,12,5\n"));
    bad.put(
        "NOT_CSV: the file is XML or a web page; export the table as CSV (UTF-8)",
        bytes("<html><body>404</body></html>\n"));
    bad.put(
        "NOT_CSV: line 1 holds a NUL byte: this is not a CSV file in UTF-8 or Windows-1252",
        bytes("STORE,\u0000\n"));
    bad.put("NOT_CSV: the file is a PDF; export the table as CSV (UTF-8)", bytes("%PDF\u0000\n"));
    bad.put(
        "NOT_CSV: the file is UTF-16; save it as UTF-8 or Windows-1252", SMALL.getBytes("UTF-16"));
    bad.put(
        "NOT_CSV: line 1 is not the header of a delta file: 'STORE§UPC§QTY' holds none of the columns that are looked for; titles above the header are skipped by the setting skipTitleLines",
        "STORE§UPC§QTY\nA36§12§5\n".getBytes(UTF_8));
    bad.put(
        "NOT_CSV: line 1 has no end within 65536 bytes: this is not a CSV file",
        bytes("x".repeat(100_000)));
    bad.put(
        "NOT_CSV: line 3: a quoted field is opened and never closed",
        bytes("STORE,UPC,QTY\nA36,12,5\nA36,\"12,5\nA36,13,5\n"));
    bad.put(
        "TOO_LARGE: the gzip file unpacks to more than 200 times its size: it looks like a decompression bomb",
        gzip("STORE,UPC,QTY\n" + "A36,99,1\n".repeat(10_000_000)));
    bad.forEach(
        (sentence, file) -> {
          DeltaFilter.Unreadable unreadable = (DeltaFilter.Unreadable) filter().read(file);
          assertThat(unreadable.reason() + ": " + unreadable.sentence()).isEqualTo(sentence);
          assertThat(unreadable.sha256()).isEqualTo(ContentDigest.sha256(file));
          assertThat(unreadable.bytes()).isEqualTo(file.length);
        });
  }

  @Test
  void anyDelimiterGivesTheSameRowsAndTheManifestNamesIt() {
    Map<String, String> reported =
        Map.of(",", ",", ";", ";", "\t", "\t", "|", "|", "||", "|", ";;", ";");
    reported.forEach(
        (written, said) -> {
          FilterFixture.Result result =
              filter().of("STORE,UPC,QTY\nA36,12,5\n1/21,99,1\n".replace(",", written));
          assertThat(result.kept()).as(written).containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
          assertThat(result.cut().input().delimiter()).as(written).isEqualTo(said.charAt(0));
        });
  }

  @Test
  void utf16WithoutAMarkIsHeldToo() throws IOException {
    DeltaFilter.Unreadable unreadable =
        (DeltaFilter.Unreadable) filter().read(SMALL.getBytes("UTF-16LE"));
    assertThat(unreadable.sentence())
        .isEqualTo("the file is UTF-16; save it as UTF-8 or Windows-1252");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheHeader() {
    assertThat(filter().of("\u00ef\u00bb\u00bf\"STORE\",UPC,QTY\r\nA36,12,5\r\n").kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
  }

  /** Rows are made of known kinds, so that every row is accounted for. */
  @Test
  @Tag("exhaustive")
  void scannersGiveTheSameResultForAnyFile() {
    FilterFixture filter = filter().with(SampleDeltas.CATALOG, SampleDeltas.STORES);
    for (long seed = 0; seed < 300; seed++) {
      byte[] file = SampleDeltas.of(seed);
      if (filter.read(file) instanceof FilteredDelta delta) {
        delta.close();
        // Compares the results of the scanners.
        assertThat(filter.of(file).rows().read()).as("seed %d", seed).isNotNegative();
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void noRowDisappearsFromAnyFile() {
    for (long seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      char delimiter = ",|;\t".charAt(random.nextInt(4));
      String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
      StringBuilder file = new StringBuilder("STORE,UPC,TEXT,QTY".replace(',', delimiter));
      file.append(lineEnd);
      Map<String, String> last = new HashMap<>();
      List<String> keysInOrder = new ArrayList<>();
      Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
      Map<FilterReason, Long> filtered = new EnumMap<>(FilterReason.class);
      long valid = 0;
      int rows = random.nextInt(200);
      for (int i = 0; i < rows; i++) {
        String store = random.nextBoolean() ? "A36" : "SVC21";
        String upc = random.nextBoolean() ? "0012" : "2050000163913";
        String text =
            switch (random.nextInt(4)) {
              case 0 -> "\"a \"\"quoted\"\"" + delimiter + lineEnd + "text\"";
              case 1 -> "se\u00f1ora";
              case 2 -> "";
              default -> "plain";
            };
        int units = random.nextInt(-5, 100);
        String row;
        switch (random.nextInt(9)) {
          case 0 -> {
            row = row(delimiter, store, "5" + random.nextInt(100), text, "" + units);
            filtered.merge(FilterReason.UNKNOWN_UPC, 1L, Long::sum);
          }
          case 1 -> {
            row = row(delimiter, store, "", text, "" + units);
            filtered.merge(FilterReason.EMPTY_UPC, 1L, Long::sum);
          }
          case 2 -> {
            row = row(delimiter, store, upc, text);
            rejected.merge(RejectReason.WRONG_FIELD_COUNT, 1L, Long::sum);
          }
          case 3 -> {
            row = row(delimiter, "nowhere", upc, text, "" + units);
            rejected.merge(RejectReason.UNKNOWN_FACILITY, 1L, Long::sum);
          }
          case 4 -> {
            row = row(delimiter, store, upc, text, "x");
            rejected.merge(RejectReason.MALFORMED_QTY, 1L, Long::sum);
          }
          default -> {
            row = row(delimiter, store, upc, text, "" + units);
            String key = store + ",UPCA," + upc;
            keysInOrder.remove(key);
            keysInOrder.add(key);
            last.put(key, key + "," + units + ",TLTLTLLL01");
            valid++;
          }
        }
        file.append(row).append(lineEnd);
      }
      if (valid > last.size()) {
        rejected.put(RejectReason.DUPLICATE_KEY, valid - last.size());
      }
      FilterFixture.Result result = filter().of(file.toString());
      assertThat(result.rows().read()).as("seed %d: read", seed).isEqualTo(rows);
      assertThat(result.rows().filtered()).as("seed %d: filtered", seed).isEqualTo(filtered);
      assertThat(result.rows().rejected()).as("seed %d: rejected", seed).isEqualTo(rejected);
      assertThat(result.kept())
          .as("seed %d: kept", seed)
          .isEqualTo(keysInOrder.stream().map(last::get).toList());
      // The rejects are a delta: read again they are as many rows.
      FilterFixture.Result again = filter().of(result.rejects().getBytes(UTF_8));
      assertThat(again.rows().read())
          .as("seed %d: rejects", seed)
          .isEqualTo(result.rows().rejectedRows());
    }
  }

  private static String row(char delimiter, String... fields) {
    return String.join(String.valueOf(delimiter), fields);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
