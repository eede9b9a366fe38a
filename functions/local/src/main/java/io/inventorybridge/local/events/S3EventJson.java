// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.template.StackTemplate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** The two events that S3 raises for one stored object, in S3's own JSON. */
final class S3EventJson {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private S3EventJson() {}

  /** The bucket notification; its key is URL-encoded, with a plus sign for a blank. */
  static ObjectNode notification(String id, StoredObject object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("eventVersion", "2.1");
    record.put("eventSource", "aws:s3");
    record.put("awsRegion", StackTemplate.REGION);
    record.put("eventTime", MILLIS.format(object.time()));
    record.put("eventName", object.operation().notificationName());
    record.putObject("userIdentity").put("principalId", "local");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record.putObject("responseElements").put("x-amz-request-id", id).put("x-amz-id-2", "local");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "local");
    ObjectNode bucket = s3.putObject("bucket");
    bucket.put("name", object.bucket());
    bucket.putObject("ownerIdentity").put("principalId", "local");
    bucket.put("arn", "arn:aws:s3:::" + object.bucket());
    s3.putObject("object")
        .put("key", encoded(object.key()))
        .put("size", object.size())
        .put("eTag", object.etag())
        .put("sequencer", sequencer(object.time()));
    return event;
  }

  /** The event on EventBridge's default bus; its key is not encoded. */
  static ObjectNode objectCreated(String id, StoredObject object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", "Object Created");
    event.put("source", "aws.s3");
    event.put("account", StackTemplate.ACCOUNT);
    event.put(
        "time",
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(object.time()));
    event.put("region", StackTemplate.REGION);
    event.putArray("resources").add("arn:aws:s3:::" + object.bucket());
    ObjectNode detail = event.putObject("detail");
    detail.put("version", "0");
    detail.putObject("bucket").put("name", object.bucket());
    detail
        .putObject("object")
        .put("key", object.key())
        .put("size", object.size())
        .put("etag", object.etag())
        .put("sequencer", sequencer(object.time()));
    detail.put("request-id", id);
    detail.put("requester", StackTemplate.ACCOUNT);
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", object.operation().reason());
    return event;
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String sequencer(Instant time) {
    return String.format("%018X", time.toEpochMilli());
  }
}
