// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stored;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Generates records of any type from extreme values: the longest ids, quotes, characters of two
 * chars, the first and the last year, the largest numbers, and nothing at all. The seed determines
 * them.
 */
public final class ExtremeValues {
  private static final int MOST_TRIES = 500;

  private static final List<String> IDS =
      List.of(
          "1",
          "x".repeat(200),
          "\u00e9\u3042".repeat(100),
          "\uD83D\uDE00".repeat(100),
          "a \"quoted\" 'id', with {json} \\ and <html>",
          "-O#1/2~3|4@5=6");
  private static final List<String> TEXTS =
      List.of("", " ", "two\nlines\r\n", "\u0000\u0007\u001f", "\uFEFF\u00A0\u2028");
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("1970-01-01T00:00:00.000000001Z"),
          Instant.parse("2026-11-24T06:30:00.123Z"),
          Instant.parse("9999-12-31T23:59:59.999999999Z"));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, 7L, 10_000_000L, 50_000_000_000L, Long.MAX_VALUE);

  /** The values of quantities and texts that a document may have. */
  public enum Range {
    /** Any text, and any quantity. */
    ANY,
    /** Texts are ids, quantities are those of orders: 0 to 10,000,000. */
    OF_INPUTS
  }

  private final Random random;
  private final Range range;

  public ExtremeValues(long seed, Range range) {
    this.random = new Random(seed);
    this.range = range;
  }

  /** A value of a type. */
  public <T> T of(Class<T> type) {
    return type.cast(boxed(type, value(type)));
  }

  /** Up to some values of a type. */
  public <T> List<T> listOf(Class<T> type, int most) {
    List<T> values = new ArrayList<>();
    int size = random.nextInt(most + 1);
    for (int n = 0; n < size; n++) {
      values.add(of(type));
    }
    return values;
  }

  private static Object boxed(Class<?> type, Object value) {
    return type.isInstance(value) ? value : type.cast(value);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return text();
    } else if (plain == long.class || plain == Long.class) {
      return pick(NUMBERS);
    } else if (plain == int.class || plain == Integer.class) {
      return random.nextInt(10_000);
    } else if (plain == boolean.class || plain == Boolean.class) {
      return random.nextBoolean();
    } else if (plain == char.class) {
      return pick(List.of(',', ';', '|', '\t'));
    } else if (plain == Instant.class) {
      return pick(TIMES);
    } else if (plain == Duration.class) {
      return pick(List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(4_000)));
    } else if (plain == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    } else if (plain == URI.class) {
      return URI.create("gid://inventory-bridge/call/" + random.nextInt());
    } else if (plain == StockQuantity.class) {
      return StockQuantity.of(units());
    } else if (plain == FacilityId.class) {
      return random.nextInt(8) == 0 ? FacilityId.QUEUE : new FacilityId(pick(IDS).replace("#", ""));
    } else if (plain == CanonicalUpc.class) {
      return pick(List.of(CanonicalUpc.of("1"), CanonicalUpc.of("999999999999999999")));
    } else if (plain == InventoryItemId.class) {
      return new InventoryItemId(number());
    } else if (plain == ShopLocationId.class) {
      return new ShopLocationId(number());
    } else if (plain == PartName.class) {
      return new PartName(1 + random.nextInt(9_999));
    } else if (plain == DeliveryId.class) {
      return new DeliveryId(
          "%s-%s-0123456789ab"
              .formatted(
                  pick(List.of("19700101T000000Z", "99991231T235959Z")),
                  pick(List.of("a", "Z".repeat(64), "s-1.2_3"))));
    } else if (plain.isEnum()) {
      return pick(Arrays.asList(plain.getEnumConstants()));
    } else if (plain.isSealed()) {
      return value(pick(Arrays.asList(plain.getPermittedSubclasses())));
    } else if (plain.isRecord()) {
      return instance(plain);
    }
    throw new IllegalArgumentException("no extreme values of " + type);
  }

  private Object container(Class<?> plain, Type[] of) {
    if (plain == Optional.class) {
      return random.nextBoolean() ? Optional.of(value(of[0])) : Optional.empty();
    } else if (plain == Map.class || plain == SortedMap.class) {
      Map<Object, Object> map = new TreeMap<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        map.put(value(of[0]), value(of[1]));
      }
      return map;
    }
    List<Object> values = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      values.add(value(of[0]));
    }
    if (plain == SortedSet.class) {
      return new TreeSet<>(values);
    } else if (plain == Set.class) {
      return Set.copyOf(values);
    } else if (plain == List.class || plain == Collection.class) {
      return values;
    }
    throw new IllegalArgumentException("no extreme values of " + plain);
  }

  private Object instance(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    try {
      Constructor<?> constructor =
          record.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      for (int tried = 0; tried < MOST_TRIES; tried++) {
        Object[] values = Arrays.stream(components).map(it -> value(it.getGenericType())).toArray();
        try {
          return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
          // The record does not allow these values together; others are tried.
          if (!(e.getCause() instanceof IllegalArgumentException)) {
            throw new AssertionError(record + " " + Arrays.toString(values), e);
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(record.toString(), e);
    }
    throw new AssertionError("no valid " + record);
  }

  private String text() {
    if (range == Range.OF_INPUTS) {
      return pick(IDS);
    }
    // Some texts are Shopify's numbers.
    return switch (random.nextInt(4)) {
      case 0 -> pick(TEXTS);
      case 1 -> number();
      default -> pick(IDS);
    };
  }

  private long units() {
    if (range == Range.OF_INPUTS) {
      return pick(List.of(0L, 1L, 10_000_000L));
    }
    long units = pick(NUMBERS);
    return random.nextBoolean() ? units : -units;
  }

  private String number() {
    return random.nextBoolean()
        ? Long.toString(1 + random.nextInt(1_000_000))
        : "9" + "0".repeat(18);
  }

  private <T> T pick(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
