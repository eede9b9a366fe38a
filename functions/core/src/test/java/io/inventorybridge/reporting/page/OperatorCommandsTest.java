// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.stock.StockKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorCommandsTest {
  private static final DeliveryId ID = new DeliveryId("20261124T070000Z-sv-0123456789ab");

  @Test
  void theCommandLineNamesTheDirectoryOfTheState() {
    OperatorCommands here = new OperatorCommands.CommandLine(Optional.of("state"));
    assertThat(here.retry(ID)).isEqualTo("inventory retry " + ID + " --data state");
    assertThat(here.releaseWithSnapshotTime(ID))
        .isEqualTo("inventory release " + ID + " --snapshot-time TIME --data state");
    assertThat(here.undo(ID)).isEqualTo("inventory undo " + ID + " --data state");
    assertThat(here.drop("sv")).isEqualTo("inventory run FILE --source sv --data state");
    assertThat(here.syncAgain()).contains("inventory sync --full --data state");
    assertThat(new OperatorCommands.CommandLine(Optional.empty()).refuse(ID))
        .isEqualTo("inventory refuse " + ID + " --data DIR");
  }

  @Test
  void aWordWithShellCharactersIsQuoted() {
    OperatorCommands here =
        new OperatorCommands.CommandLine(Optional.of("/srv/it's mine; rm -rf /"));
    assertThat(here.retry(ID))
        .isEqualTo("inventory retry " + ID + " --data '/srv/it'\\''s mine; rm -rf /'");
    assertThat(here.explain(StockKey.of("$(id)", "2050000100017"), "2050000100017"))
        .contains("inventory explain '$(id)' 2050000100017 --data '/srv/it'\\''s mine; rm -rf /'");
  }

  @Test
  void onAwsTheFunctionThatDecidesIsCalled() {
    OperatorCommands aws =
        new OperatorCommands.Aws(
            "arn:aws:lambda:eu-west-1:123456789012:function:d:live",
            "arn:aws:states:eu-west-1:123456789012:stateMachine:u",
            "arn:inputs",
            "b");
    assertThat(aws.retry(ID))
        .isEqualTo(
            "aws lambda invoke --function-name arn:aws:lambda:eu-west-1:123456789012:function:d:live"
                + " --cli-binary-format raw-in-base64-out"
                + " --payload '{\"decision\":\"RETRY\",\"delivery\":\""
                + ID
                + "\"}' answer.json");
    assertThat(aws.undo(ID))
        .isEqualTo(
            "aws stepfunctions start-execution"
                + " --state-machine-arn arn:aws:states:eu-west-1:123456789012:stateMachine:u"
                + " --input '{\"delivery\":\""
                + ID
                + "\"}'");
    assertThat(aws.drop("sv")).isEqualTo("aws s3 cp FILE s3://b/incoming/sv/");
    assertThat(aws.explain(StockKey.of("NY01", "2050000100017"), "2050000100017")).isEmpty();
  }
}
