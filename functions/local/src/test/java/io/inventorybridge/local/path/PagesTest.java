// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The operators' pages: they lead to the right command without other documents. */
@Tag("system")
@Timeout(180)
class PagesTest {
  private static final String MONDAY = "2026-03-09T12:00:00Z";
  private static final String TUESDAY = "2026-03-10T12:00:00Z";
  private static final Pattern COMMAND = Pattern.compile("<code class=\"command\">([^<]*)</code>");
  private static final Pattern HEADLINE = Pattern.compile("<h1[^>]*>([^<]*)</h1>");

  @TempDir private Path directory;
  private RetailerNight night;

  @BeforeEach
  void masters() {
    night = new RetailerNight(directory);
    night.masters();
  }

  @Test
  void aRunEndsWithThePathOfItsPage() throws IOException {
    CommandResult ran =
        night.inventory("run", night.delta("monday.csv"), "--snapshot-time", MONDAY);
    String id = RetailerNight.id("20260309T120000Z", directory.resolve("monday.csv").toString());
    String last = ran.out().lines().reduce((before, line) -> line).orElseThrow();
    assertThat(last).startsWith("  page  ").endsWith("reports/" + id + ".html");
    String page = page(id);
    assertThat(last).endsWith(pathOf(id));
    assertThat(headline(page))
        .isEqualTo(
            "The delivery was imported: 6 numbers, without earlier numbers to compare them with.");
    assertThat(commands(page)).isEmpty();
    assertThat(Files.readString(Path.of(night.inventory("report").out().strip())))
        .contains("href=\"" + id + ".html\"");
    assertThat(night.inventory("report", "tuesday").err()).contains("is not the id of a delivery");
  }

  @Test
  void theWrongFileInTheDropIsRefusedByTheCommandOnItsPage() throws IOException {
    String wrong = night.file("sales.csv", "date;amount\n2026-03-09;12.50\n");
    String id = night.run(wrong, MONDAY).report().path("delivery").asText();

    String page = page(id);
    assertThat(headline(page)).contains("Nothing was applied");
    assertThat(commands(page))
        .containsExactly(
            "inventory refuse %s --data %s".formatted(id, night.data()),
            "inventory run FILE --source default --data %s".formatted(night.data()));

    assertThat(typed(commands(page).getFirst()).code()).isZero();
    assertThat(headline(page(id))).isEqualTo("An operator refused it. Nothing was applied.");
    String right = commands(page).getLast().replace("FILE", night.delta("right.csv"));
    assertThat(typed(right).code()).isZero();
  }

  @Test
  void aPartThatCannotBeImportedIsRetriedByTheCommandOnItsPage() throws Exception {
    Map<String, AttributeValue> alien =
        Map.of(
            "key",
            AttributeValue.fromS(RetailerNight.B + "#NSH"),
            "sequence",
            AttributeValue.fromN("1"));
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().putItem(it -> it.tableName(table).item(alien));
    }
    String id = night.run(night.delta("monday.csv"), MONDAY).report().path("delivery").asText();

    String page = page(id);
    assertThat(headline(page)).startsWith("The delivery's only part could not be imported");
    assertThat(page).contains("ImportReset of part-0001.csv failed");
    assertThat(commands(page))
        .containsExactly("inventory retry %s --data %s".formatted(id, night.data()));

    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
      system.dynamoDb().deleteItem(it -> it.tableName(table).key(alien));
    }
    assertThat(typed(commands(page).getFirst()).code()).isZero();
    assertThat(headline(page(id))).startsWith("The delivery was imported: 6 numbers");
  }

  @Test
  void aDeadPosFeedIsSeenInAProductByTheCommandOnThePage() throws IOException {
    StringBuilder catalog = new StringBuilder("upca,productId,title\n");
    StringBuilder monday = new StringBuilder(RetailerNight.HEADER);
    StringBuilder tuesday = new StringBuilder(RetailerNight.HEADER);
    for (int i = 0; i < 12; i++) {
      String upca = "20500001000%02d".formatted(i);
      catalog.append("%s,p%d,Boot %d\n".formatted(upca, i, i));
      monday.append("1,001,%1$s,20\n1,002,%1$s,20\n".formatted(upca));
      tuesday.append("1,001,%1$s,%2$d\n1,002,%1$s,20\n".formatted(upca, 19 - i));
    }
    night.inventory("import", "--catalog", night.file("boots.csv", catalog.toString()));
    night.run(night.file("monday.csv", monday.toString()), MONDAY);
    String id =
        night
            .run(night.file("tuesday.csv", tuesday.toString()), TUESDAY)
            .report()
            .path("delivery")
            .asText();

    String page = page(id);
    assertThat(headline(page))
        .isEqualTo("The tills of NYC (New York) report nothing: 12 of its 12 products differed.");
    assertThat(commands(page))
        .containsExactly("inventory explain NYC 2050000100011 --data " + night.data());
    assertThat(page).contains("href=\"%s/key-01.html\"".formatted(id));
    assertThat(night.text("reports/%s/key-01.html".formatted(id)))
        .contains("Boot 11", "a delivery stated the number", "−12");

    CommandResult explained = typed(commands(page).getFirst());
    assertThat(explained.code()).isZero();
    assertThat(explained.out()).contains("2050000100011 in NYC: 8 on hand").doesNotContain("POS");
    Path html = directory.resolve("boot.html");
    night.inventory("explain", "NYC", "2050000100011", "--html", html.toString());
    assertThat(Files.readString(html)).contains("Boot 11").contains("8</b>on hand");
  }

  private String pathOf(String delivery) {
    return night.inventory("report", delivery).out().strip();
  }

  private String page(String delivery) throws IOException {
    return Files.readString(Path.of(pathOf(delivery)));
  }

  private static String headline(String page) {
    Matcher found = HEADLINE.matcher(page);
    assertThat(found.find()).isTrue();
    return read(found.group(1));
  }

  private static List<String> commands(String page) {
    List<String> commands = new ArrayList<>();
    Matcher found = COMMAND.matcher(page);
    while (found.find()) {
      commands.add(read(found.group(1)));
    }
    return commands;
  }

  // The text as a browser shows it.
  private static String read(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static CommandResult typed(String command) {
    String[] words = command.split(" ");
    assertThat(words[0]).isEqualTo("inventory");
    return CommandResult.inventory(List.of(words).subList(1, words.length).toArray(String[]::new));
  }
}
