// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.local.SampleStack;
import io.inventorybridge.local.dynamodb.TableDefinition;
import io.inventorybridge.local.permissions.PolicyStatement;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.template.StackTemplate.Bucket;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.StackTemplate.Notification;
import io.inventorybridge.local.template.StackTemplate.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
  @Test
  void everythingIsReadAndResolvedToLocalNames() {
    StackTemplate template = TemplateReader.read(SampleStack.FILES);
    assertThat(template.buckets()).containsExactly(new Bucket(SampleStack.BUCKET, true));
    assertThat(template.tables())
        .containsExactly(
            new TableDefinition(
                "StockTable",
                new TableDefinition.Key("upca", Optional.of("facilityId")),
                Map.of("upca", "S", "facilityId", "S"),
                List.of(
                    new TableDefinition.Index(
                        "ByFacility",
                        new TableDefinition.Key("facilityId", Optional.empty()),
                        "KEYS_ONLY",
                        List.of()))));
    Function copy = template.functions().get(0);
    assertThat(copy)
        .isEqualTo(
            new Function(
                "CopyFunction",
                "io.inventorybridge.local.SampleHandlers$Copy",
                Map.of("BUCKET", SampleStack.BUCKET, "STOCK_TABLE", "StockTable"),
                Duration.ofSeconds(20),
                512,
                2,
                List.of(
                    new PolicyStatement(
                        "Copy",
                        List.of("s3:GetObject", "s3:PutObject"),
                        List.of("arn:aws:s3:::" + SampleStack.BUCKET + "/*"))),
                List.of(
                    new Notification(
                        SampleStack.BUCKET, List.of("s3:ObjectCreated:*"), "incoming/", ".csv")),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    StackTemplate.StateMachine counting = template.stateMachines().get(0);
    assertThat(counting.definition().at("/States/Count/Resource").asText())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:CountFunction:alias");
    assertThat(counting.eventPatterns().get(0).at("/detail/bucket/name/0").asText())
        .isEqualTo(SampleStack.BUCKET);
  }

  @Test
  void ourOwnTemplateIsReadAndItsStateMachineAccepted() {
    StackTemplate template =
        TemplateReader.read(TemplateFiles.in(Path.of("../..").toAbsolutePath()));
    assertThat(template.buckets()).hasSize(1);
    assertThat(template.tables())
        .extracting(
            table ->
                table.name() + " " + table.key().partition() + " " + table.key().sort().orElse("-"))
        .contains(
            "StockTable upca facilityId",
            "EntryTable key sequence",
            "FactTable key fact",
            "OrderTable orderId -",
            "DeliveryTable source delivery",
            "CatalogTable upca productId",
            "FacilityTable facilityId -");
    assertThat(template.functions())
        .extracting(Function::handler)
        .contains(
            "io.inventorybridge.handlers.FilterDeltaHandler",
            "io.inventorybridge.handlers.ImportResetHandler");
    assertThat(template.functions())
        .flatExtracting(Function::routes)
        .contains(new Route("live", "POST", "/api/service/updateInventoryByIdentification"));
    assertThat(template.stateMachines())
        .isNotEmpty()
        .allSatisfy(it -> DefinitionReader.read(it.source(), it.definition()));
  }

  @Test
  void thePackagedCopyIsTheSame() {
    assertThat(TemplateReader.read(TemplateFiles.packaged()))
        .isEqualTo(TemplateReader.read(TemplateFiles.in(Path.of("../..").toAbsolutePath())));
  }

  @Test
  void anUnknownFeatureIsRefusedByName() {
    assertThatThrownBy(
            () ->
                read("Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Cidr x}}}"))
        .isInstanceOf(UnusableTemplate.class)
        .hasMessage("template.yaml: Fn::Cidr is not known to the runner");
    assertThatThrownBy(
            () -> read("Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref X}}}"))
        .isInstanceOf(UnusableTemplate.class)
        .hasMessage("template.yaml: there is no resource X");
    assertThatThrownBy(() -> read("Resources: ["))
        .isInstanceOf(UnusableTemplate.class)
        .hasMessageStartingWith("template.yaml: ");
  }

  private static StackTemplate read(String template) {
    return TemplateReader.read(path -> template);
  }
}
