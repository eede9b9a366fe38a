// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * A handler that does the minimum with the filter's clients and log: it builds them and logs a
 * line.
 */
public final class BareHandler implements RequestHandler<S3Event, List<Map<String, Object>>> {
  private static final Logger LOG = LoggerFactory.getLogger(BareHandler.class);

  private final S3Client s3 =
      S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build();
  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          LOG.info("{} and {}", s3.serviceName(), dynamoDb.serviceName());
          return List.of();
        });
  }
}
