// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.UnusableTemplate;
import io.inventorybridge.wiring.FunctionWiring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a function as Lambda does. The Lambda runtime's serializer reads events and writes answers
 * for the template's handler class. Each instance handles one event at a time and is reused for the
 * next. A call that exceeds the Timeout is not interrupted, but its late answer is discarded.
 * Thread-safe.
 */
public final class LocalFunction {
  private final StackTemplate.Function function;
  private final Constructor<?> constructor;
  private final FunctionWiring wiring;
  private final ConcurrentLinkedQueue<Object> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  private LocalFunction(
      StackTemplate.Function function, Constructor<?> constructor, FunctionWiring wiring) {
    this.function = function;
    this.constructor = constructor;
    this.wiring = wiring;
  }

  /**
   * Prepares a function.
   *
   * @throws UnusableTemplate when its handler is not a class of this project or cannot be wired
   */
  public static LocalFunction of(StackTemplate.Function function, FunctionWiring wiring) {
    try {
      Class<?> handler = Class.forName(function.handler());
      return new LocalFunction(function, handler.getConstructor(FunctionWiring.class), wiring);
    } catch (ClassNotFoundException e) {
      throw new UnusableTemplate(
          "template.yaml: %s has the handler %s, which is not a class"
              .formatted(function.name(), function.handler()));
    } catch (NoSuchMethodException e) {
      throw new UnusableTemplate(
          "%s has no public constructor that takes a Wiring".formatted(function.handler()));
    }
  }

  public String name() {
    return function.name();
  }

  /** The number of calls in progress. */
  public int running() {
    return running.get();
  }

  /** Calls the function with an event and waits for its answer, both JSON. */
  public byte[] invoke(byte[] event, String requestId) throws FunctionError {
    running.incrementAndGet();
    try {
      return invokeNow(event, requestId);
    } finally {
      running.decrementAndGet();
    }
  }

  private byte[] invokeNow(byte[] event, String requestId) throws FunctionError {
    LocalContext context = new LocalContext(function, requestId);
    try {
      Object kept = idle.poll();
      Object handler = kept == null ? constructor.newInstance(wiring) : kept;
      byte[] answer = call(handler, event, context);
      if (context.elapsed().compareTo(function.timeout()) > 0) {
        throw new FunctionError(
            name(), FunctionError.TIMED_OUT, "took longer than " + function.timeout());
      }
      idle.add(handler);
      return answer;
    } catch (InvocationTargetException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (FunctionError e) {
      throw e;
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      throw failure(e);
    }
  }

  private FunctionError failure(Throwable e) {
    return new FunctionError(name(), e.getClass().getName(), String.valueOf(e.getMessage()), e);
  }

  private static byte[] call(Object handler, byte[] event, Context context) throws Exception {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    switch (handler) {
      case RequestStreamHandler streams ->
          streams.handleRequest(new ByteArrayInputStream(event), answer, context);
      case RequestHandler<?, ?> requests -> {
        Type[] types = types(requests.getClass());
        @SuppressWarnings("unchecked") // the serializer makes the handler's input type
        RequestHandler<Object, Object> any = (RequestHandler<Object, Object>) requests;
        Object result =
            any.handleRequest(
                serializer(types[0]).fromJson(new ByteArrayInputStream(event)), context);
        if (result != null) {
          serializer(types[1]).toJson(result, answer);
        }
      }
      default ->
          throw new UnusableTemplate(handler.getClass().getName() + " is not a Lambda handler");
    }
    return answer.toByteArray();
  }

  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> known
        && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
      @SuppressWarnings("unchecked") // a serializer for exactly this class
      PojoSerializer<Object> any =
          (PojoSerializer<Object>)
              LambdaEventSerializers.serializerFor(known, LocalFunction.class.getClassLoader());
      return any;
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }

  private static Type[] types(Class<?> handler) {
    for (Class<?> at = handler; at != null; at = at.getSuperclass()) {
      for (Type implemented : at.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic
            && generic.getRawType() == RequestHandler.class) {
          return generic.getActualTypeArguments();
        }
      }
    }
    throw new UnusableTemplate(handler.getName() + " does not declare its input type");
  }
}
