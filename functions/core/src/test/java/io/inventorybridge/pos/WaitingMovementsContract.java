// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.pos.WaitingMovements.Acceptance;
import io.inventorybridge.pos.WaitingMovements.AcceptedBefore;
import io.inventorybridge.pos.WaitingMovements.FirstAcceptance;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.pos.WaitingMovements.WaitingFor;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of waiting movements. */
public abstract class WaitingMovementsContract {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00.000000001Z");
  private static final ProductIdentifier SHOE =
      ProductIdentifier.of(CanonicalUpc.of("2050000163913"));
  private static final WaitingFor ONLINE_LATER = new ForProduct(SHOE);

  private WaitingMovements waiting;

  protected abstract WaitingMovements empty();

  @BeforeEach
  void begin() {
    waiting = empty();
  }

  @Test
  void anEventIdIsAcceptedOnceAtAFacilityWithItsContentAndItsTime() {
    ReportedMovement first = sale("e1");
    assertThat(waiting.accept(first)).isEqualTo(new FirstAcceptance());
    assertThat(waiting.accept(received(first, NINE.plusSeconds(60))))
        .isEqualTo(new AcceptedBefore(first));
    assertThat(waiting.acceptedAsWritten("e1")).isEmpty();
    assertThat(waiting.accept(first.at(new FacilityId("SVA26")))).isEqualTo(new FirstAcceptance());
    assertThat(waiting.accept(sale("e2"))).isEqualTo(new FirstAcceptance());
  }

  @Test
  void ofManyThatAcceptAtOnceExactlyOneIsTheFirst() {
    List<Acceptance> acceptances =
        BoundedParallelism.of(8)
            .each(
                IntStream.range(0, 24).boxed().toList(),
                i -> waiting.accept(received(sale("e1"), NINE.plusSeconds(i))));
    assertThat(acceptances).filteredOn(FirstAcceptance.class::isInstance).hasSize(1);
    assertThat(acceptances).filteredOn(AcceptedBefore.class::isInstance).containsOnly(standing());
  }

  private Acceptance standing() {
    return waiting.accept(received(sale("e1"), NINE.plusSeconds(3_600)));
  }

  @Test
  void asWrittenAnEventIdIsAcceptedOnceUnderEachNameAndFoundUnderAll() {
    ReportedMovement one = sale("e1");
    ReportedMovement other = one.at(new FacilityId("1/021"));
    assertThat(waiting.acceptedAsWritten("e1")).isEmpty();
    assertThat(waiting.acceptAsWritten(one)).isEqualTo(new FirstAcceptance());
    assertThat(waiting.acceptAsWritten(received(one, NINE.plusSeconds(60))))
        .isEqualTo(new AcceptedBefore(one));
    assertThat(waiting.acceptAsWritten(other)).isEqualTo(new FirstAcceptance());
    assertThat(waiting.acceptAsWritten(sale("e2"))).isEqualTo(new FirstAcceptance());
    assertThat(waiting.acceptedAsWritten("e1")).containsExactlyInAnyOrder(one, other);
    assertThat(waiting.accept(one))
        .as("a known store of that name")
        .isEqualTo(new FirstAcceptance());
  }

  @Test
  void aMovementThatStopsWaitingForItsStoreLosesItsAcceptanceAsWritten() {
    ReportedMovement one = sale("e1").at(new FacilityId("021"));
    ReportedMovement other = sale("e1").at(new FacilityId("1/021"));
    waiting.acceptAsWritten(one);
    waiting.acceptAsWritten(other);
    waiting.keep(new ForStore("021"), one);
    waiting.remove(ONLINE_LATER, one);
    assertThat(waiting.acceptedAsWritten("e1")).hasSize(2);
    waiting.remove(new ForStore("021"), one);
    assertThat(waiting.waiting(new ForStore("021"))).isEmpty();
    assertThat(waiting.acceptedAsWritten("e1")).containsExactly(other);
  }

  @Test
  void aKeptMovementIsFoundWithEveryFieldOnlyWhereItWaits() {
    ReportedMovement whole = sale("e1");
    ReportedMovement withTime =
        new ReportedMovement(
            "SVC21",
            SHOE,
            StockQuantity.of(4),
            "TLTLTLLL02",
            VarianceReason.VAR_FOUND,
            "e2",
            Optional.of(NINE.minusNanos(7)),
            NINE);
    waiting.keep(ONLINE_LATER, whole);
    waiting.keep(ONLINE_LATER, withTime);
    assertThat(waiting.waiting(ONLINE_LATER)).containsExactlyInAnyOrder(whole, withTime);
    assertThat(waiting.waiting(new ForProduct(ProductIdentifier.sku(SHOE.value())))).isEmpty();
    assertThat(waiting.waiting(new ForProduct(ProductIdentifier.shopify(SHOE.value())))).isEmpty();
    assertThat(waiting.waiting(new ForStore(SHOE.value()))).isEmpty();
  }

  @Test
  void eventsOfSeveralStoresWaitForOneProductBesideEachOther() {
    ReportedMovement here = sale("e1");
    ReportedMovement there = here.at(new FacilityId("SVA26"));
    waiting.keep(ONLINE_LATER, here);
    waiting.keep(ONLINE_LATER, there);
    waiting.remove(ONLINE_LATER, here);
    assertThat(waiting.waiting(ONLINE_LATER)).containsExactly(there);
  }

  @Test
  void keepingTwiceIsKeepingOnceAndSoIsRemoving() {
    waiting.keep(ONLINE_LATER, sale("e1"));
    waiting.keep(ONLINE_LATER, sale("e1"));
    assertThat(waiting.waiting(ONLINE_LATER)).hasSize(1);
    waiting.remove(ONLINE_LATER, sale("e1"));
    waiting.remove(ONLINE_LATER, sale("e1"));
    assertThat(waiting.waiting(ONLINE_LATER)).isEmpty();
  }

  @Test
  void unknownStoresAreListedAsWritten() {
    waiting.keep(new ForStore("021"), sale("e1"));
    waiting.keep(new ForStore("021"), sale("e2"));
    waiting.keep(new ForStore("1/021"), sale("e3"));
    waiting.keep(ONLINE_LATER, sale("e4"));
    assertThat(waiting.stores()).containsExactlyInAnyOrder("021", "1/021");
    assertThat(waiting.waiting(new ForStore("021"))).hasSize(2);
  }

  @Test
  void acceptedEventsDoNotWait() {
    assertThat(waiting.isEmpty()).isTrue();
    waiting.accept(sale("e1"));
    assertThat(waiting.isEmpty()).isTrue();
    waiting.keep(ONLINE_LATER, sale("e1"));
    assertThat(waiting.isEmpty()).isFalse();
  }

  /** The same movement, received at another time. */
  static ReportedMovement received(ReportedMovement it, Instant at) {
    return new ReportedMovement(
        it.facility(),
        it.product(),
        it.units(),
        it.location(),
        it.reason(),
        it.eventId(),
        it.eventTime(),
        at);
  }

  private static ReportedMovement sale(String id) {
    return new ReportedMovement(
        "SVC21",
        SHOE,
        StockQuantity.of(-1),
        "TLTLTLLL01",
        VarianceReason.POS_SALE,
        id,
        Optional.empty(),
        NINE);
  }
}
