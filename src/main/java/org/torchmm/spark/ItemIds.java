package org.torchmm.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The ids of some items, in the items' order: whole numbers as long, others as strings. */
final class ItemIds implements Serializable {

    private static final long serialVersionUID = 1;

    private final String type;
    private final long[] numbers;
    private final String[] words;

    ItemIds(DataType type, int count) {
        this(type.typeName(), isWord(type) ? null : new long[count], isWord(type) ? new String[count] : null);
    }

    private ItemIds(String type, long[] numbers, String[] words) {
        this.type = type;
        this.numbers = numbers;
        this.words = words;
    }

    private static boolean isWord(DataType type) {
        return type.equals(DataTypes.StringType);
    }

    /** Types whose order ties can be decided by. */
    static boolean isOrdered(DataType type) {
        return isWord(type)
                || type.equals(DataTypes.LongType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType);
    }

    void set(int index, Object id) {
        if (words != null) {
            words[index] = (String) id;
        } else {
            numbers[index] = ((Number) id).longValue();
        }
    }

    /** As the column has it. */
    Object get(int index) {
        if (words != null) {
            return words[index];
        }
        long number = numbers[index];
        return switch (type) {
            case "byte", "tinyint" -> (Object) (byte) number;
            case "short", "smallint" -> (short) number;
            case "integer" -> (int) number;
            default -> number;
        };
    }

    ItemIds first(int count) {
        return new ItemIds(
                type,
                numbers == null ? null : Arrays.copyOf(numbers, count),
                words == null ? null : Arrays.copyOf(words, count));
    }

    /** Spark's own order: of numbers, and of strings by their code points. */
    static int compare(Object x, Object y) {
        return x instanceof String word
                ? compareWords(word, (String) y)
                : Long.compare(((Number) x).longValue(), ((Number) y).longValue());
    }

    private static int compareWords(String x, String y) {
        int length = Math.min(x.length(), y.length());
        for (int i = 0; i < length; i++) {
            char a = x.charAt(i);
            char b = y.charAt(i);
            if (a != b) { // Java's own order has surrogates before U+E000 to U+FFFF
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(x.length(), y.length());
    }
}
