// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import io.inventorybridge.local.permissions.PolicyStatement.Grant;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * The enforced role of one function. As in AWS, its clients refuse calls that the template's
 * statements do not allow, so that a missing permission shows on this machine. The role records the
 * grants in use, so that a test can find unused statements. Thread-safe.
 */
public final class FunctionRole {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final String function;
  private final List<PolicyStatement> statements;
  private final DynamoDbCalls tables;
  private final PermissionRecorder permissionRecorder;
  private final Set<Grant> used = ConcurrentHashMap.newKeySet();

  public FunctionRole(
      String function, List<PolicyStatement> statements, String region, String account) {
    this(function, statements, region, account, PermissionRecorder.NONE);
  }

  /**
   * @param permissionRecorder is told of every call before it is allowed or refused
   */
  public FunctionRole(
      String function,
      List<PolicyStatement> statements,
      String region,
      String account,
      PermissionRecorder permissionRecorder) {
    this.permissionRecorder = permissionRecorder;
    this.function = function;
    this.statements = List.copyOf(statements);
    this.tables = new DynamoDbCalls(region, account);
  }

  public List<PolicyStatement> statements() {
    return statements;
  }

  /** The grants used so far. */
  public Set<Grant> used() {
    return Set.copyOf(used);
  }

  /** Wraps the client with the permissions of this role. */
  public S3Client guarding(S3Client client) {
    return guarding(S3Client.class, client, S3Calls::of, FunctionRole::deniedByS3);
  }

  /** Wraps the client with the permissions of this role. */
  public DynamoDbClient guarding(DynamoDbClient client) {
    return guarding(DynamoDbClient.class, client, tables::of, FunctionRole::deniedByDynamoDb);
  }

  /** Wraps the client with the permissions of this role. */
  public SecretsManagerClient guarding(SecretsManagerClient client) {
    return guarding(
        SecretsManagerClient.class, client, SecretsCalls::of, FunctionRole::deniedBySecretsManager);
  }

  /** Wraps the client with the permissions of this role. */
  public SnsClient guarding(SnsClient client) {
    return guarding(SnsClient.class, client, SnsCalls::of, FunctionRole::deniedBySns);
  }

  private <T> T guarding(
      Class<T> type,
      T client,
      Function<Object, List<PermissionRequest>> needs,
      Function<String, RuntimeException> denied) {
    Consumer<Object> check = request -> needs.apply(request).forEach(call -> allow(call, denied));
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Guard(client, check)));
  }

  private void allow(PermissionRequest call, Function<String, RuntimeException> denied) {
    permissionRecorder.requested(function, call);
    Optional<Grant> grant =
        statements.stream().flatMap(statement -> statement.grant(call).stream()).findFirst();
    used.add(
        grant.orElseThrow(
            () ->
                denied.apply(
                    "template.yaml does not allow %s to call %s".formatted(function, call))));
  }

  private final class Guard implements InvocationHandler {
    private final Object client;
    private final Consumer<Object> check;

    Guard(Object client, Consumer<Object> check) {
      this.client = client;
      this.check = check;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (arguments == null || !(arguments[0] instanceof AwsRequest request)) {
        // A convenience method calls a plain request through this proxy.
        return method.isDefault() && arguments != null
            ? InvocationHandler.invokeDefault(proxy, method, arguments)
            : invokeClient(method, arguments);
      }
      if (method.isDefault() && method.getName().endsWith("Paginator")) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      check.accept(request);
      try {
        return invokeClient(method, arguments);
      } catch (S3Exception e) {
        if (e.statusCode() == NOT_FOUND) {
          S3Calls.requiredForNotFound(request)
              .ifPresent(call -> allow(call, FunctionRole::deniedByS3));
        }
        throw e;
      }
    }

    private Object invokeClient(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(client, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static RuntimeException deniedByS3(String sentence) {
    return S3Exception.builder()
        .statusCode(FORBIDDEN)
        .message(sentence)
        .awsErrorDetails(details("AccessDenied", sentence))
        .build();
  }

  private static RuntimeException deniedByDynamoDb(String sentence) {
    return DynamoDbException.builder()
        .statusCode(FORBIDDEN)
        .message(sentence)
        .awsErrorDetails(details("AccessDeniedException", sentence))
        .build();
  }

  private static RuntimeException deniedBySecretsManager(String sentence) {
    return SecretsManagerException.builder()
        .statusCode(FORBIDDEN)
        .message(sentence)
        .awsErrorDetails(details("AccessDeniedException", sentence))
        .build();
  }

  private static RuntimeException deniedBySns(String sentence) {
    return SnsException.builder()
        .statusCode(FORBIDDEN)
        .message(sentence)
        .awsErrorDetails(details("AuthorizationErrorException", sentence))
        .build();
  }

  private static AwsErrorDetails details(String code, String sentence) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(sentence).build();
  }
}
