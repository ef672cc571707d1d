package org.torchmm.spark;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A Dataset of (id, vector): what is right in one, and the words where it is not. */
final class Vectors {

    private Vectors() {}

    /** From the schemas alone. */
    static void check(Dataset<Row> queries, Dataset<Row> items) {
        DataType query = elements(queries.schema(), "queries");
        DataType item = elements(items.schema(), "items");
        if (!query.equals(item)) {
            throw new IllegalArgumentException("expected m1 and m2 to have the same dtype, but got: " + torchName(query)
                    + " != " + torchName(item));
        }
        if (!query.equals(DataTypes.FloatType)) {
            throw new IllegalArgumentException("queries and items: expected vectors of type array<float>, got array<"
                    + query.simpleString() + ">");
        }
        DataType id = items.schema().fields()[0].dataType();
        if (!ItemIds.isOrdered(id)) {
            throw new IllegalArgumentException(
                    "items: expected ids of type bigint, int, smallint, tinyint or string, got " + id.simpleString());
        }
    }

    private static DataType elements(StructType schema, String which) {
        if (schema.fields().length != 2) {
            throw new IllegalArgumentException(
                    which + ": expected two columns, id and vector, got " + schema.simpleString());
        }
        if (!(schema.fields()[1].dataType() instanceof ArrayType array)) {
            throw new IllegalArgumentException(which + ": expected vectors of type array<float>, got "
                    + schema.fields()[1].dataType().simpleString());
        }
        return array.elementType();
    }

    /** As torch's sentence has dtypes; of what is none, Spark's name. */
    private static String torchName(DataType type) {
        return switch (type.typeName().toLowerCase(Locale.ROOT)) {
            case "short" -> "short int";
            case "integer" -> "int";
            case "long" -> "long int";
            case "byte" -> "signed char";
            case "boolean" -> "bool";
            default -> type.simpleString();
        };
    }

    /** The id of a row; it has to have one. */
    static Object id(Row row, String which) {
        if (row.isNullAt(0)) {
            throw noId(which);
        }
        return row.get(0);
    }

    /** The number of elements of a row's vector, which has to be there. */
    static List<Float> vector(Row row, String which) {
        if (row.isNullAt(1)) {
            throw noVector(which);
        }
        return row.getList(1);
    }

    /** The elements into an array; they have to be as many as the rows' before. */
    static void read(List<Float> vector, int rank, String which, float[] into, int offset) {
        if (vector.size() != rank) {
            throw ragged(rank, vector.size());
        }
        int i = offset;
        for (Float element : vector) {
            if (element == null) {
                throw noElement(which);
            }
            into[i++] = element;
        }
    }

    static IllegalArgumentException noId(String which) {
        return new IllegalArgumentException(which + ": a row has no id");
    }

    static IllegalArgumentException noVector(String which) {
        return new IllegalArgumentException(which + ": a row has no vector");
    }

    static IllegalArgumentException noElement(String which) {
        return new IllegalArgumentException(which + ": a vector has an element that is null");
    }

    static IllegalArgumentException ragged(int expected, int got) {
        return new IllegalArgumentException("expected sequence of length " + expected + " at dim 1 (got " + got + ")");
    }
}
