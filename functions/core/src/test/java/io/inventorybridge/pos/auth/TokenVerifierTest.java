// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.pos.auth.TokenVerifier.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private Instant now = Instant.parse("2026-11-24T09:00:00Z");
  private BearerTokens stored = new BearerTokens(List.of("new", "old"));
  private int reads;
  private final TokenVerifier checking =
      new TokenVerifier(
          () ->
              () -> {
                reads++;
                return stored;
              },
          ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @Test
  void theCurrentAndThePreviousTokenAreAccepted() {
    assertThat(checking.check("Bearer new")).isEqualTo(Verdict.ACCEPTED);
    assertThat(checking.check("bearer old")).isEqualTo(Verdict.ACCEPTED);
    assertThat(reads).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "new", "Basic new", "Bearer"})
  void withoutABearerTokenTheStoreIsNotAsked(String header) {
    assertThat(checking.check(header)).isEqualTo(Verdict.MISSING);
    assertThat(reads).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Bearer ne", "Bearer neww", "Bearer NEW", "Bearer new old"})
  void aTokenThatIsNearlyRightIsWrong(String header) {
    assertThat(checking.check(header)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void anEmptyPreviousTokenOpensNothing() {
    stored = new BearerTokens(List.of("new", ""));
    assertThat(checking.check("Bearer ")).isEqualTo(Verdict.WRONG);
    stored = new BearerTokens(List.of());
    assertThat(checking.check("Bearer ")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void aRotatedTokenIsAcceptedAtOnceAndTheOneTakenBackNoLongerAfterAWhile() {
    checking.check("Bearer new");
    now = now.plusSeconds(30);
    stored = new BearerTokens(List.of("newest", "new"));
    assertThat(checking.check("Bearer newest")).isEqualTo(Verdict.ACCEPTED);
    assertThat(checking.check("Bearer old")).isEqualTo(Verdict.WRONG);
    assertThat(checking.check("Bearer new")).isEqualTo(Verdict.ACCEPTED);
    stored = new BearerTokens(List.of("newest"));
    now = now.plus(TokenVerifier.KEPT).plusSeconds(1);
    assertThat(checking.check("Bearer new")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void wrongTokensDoNotMakeUsAskEveryTime() {
    for (int i = 0; i < 100; i++) {
      checking.check("Bearer guess" + i);
    }
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void tokensDoNotPrint() {
    assertThat(stored).hasToString("2 token(s)");
  }
}
