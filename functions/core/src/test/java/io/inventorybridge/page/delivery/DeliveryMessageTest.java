// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.page.Headline;
import io.inventorybridge.page.Headline.Step;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.Tone;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryMessageTest {
  private static final DeliveryId ID = new DeliveryId("20261124T070000Z-sv-0123456789ab");

  private static DeliveryPage held(String because) {
    return new DeliveryPage(
        ID,
        "sv Tue 24 Nov · held",
        "sv, Tue 24 Nov",
        new Headline(
            Tone.ACT,
            "held",
            "The file is no table of stock. Nothing of it was applied.",
            Optional.of(OutsideText.of(because)),
            List.of(Step.of("It cannot be let go on. Turn it down:", "inventory refuse " + ID))),
        List.of(new DeliveryPage.Fact("file", OutsideText.of("<b>sales</b>.csv"))),
        List.of(),
        RowsWay.of(
            new RowCounts(12, 2, Map.of(FilterReason.UNKNOWN_UPC, 10L), Map.of()),
            List.of(),
            Optional.empty()),
        List.of(),
        Rest.NOTHING,
        Optional.empty(),
        List.of(),
        List.of());
  }

  @Test
  void itSaysTwoSentencesTheCountsAndWhereThePageIs() {
    DeliveryMessage message =
        DeliveryMessage.of(
            held("NOT_CSV: no"), URI.create("https://example.org/p?sig=1"), Duration.ofHours(12));
    assertThat(message.subject()).isEqualTo("held: sv, Tue 24 Nov");
    assertThat(message.body())
        .isEqualTo(
            """
            The file is no table of stock.
            It cannot be let go on.

            12 rows in the file, 2 rows for products sold online.
            https://example.org/p?sig=1
            The link lasts 12 hours.
            """);
  }

  @Test
  void nothingOfTheFileIsInIt() {
    DeliveryMessage message =
        DeliveryMessage.of(
            held("NOT_CSV: line 1 is <script>alert(1)</script>"),
            URI.create("https://example.org/"),
            Duration.ofDays(7));
    assertThat(message.subject() + message.body()).doesNotContain("<", "script", "sales");
  }
}
