package org.torchmm.rules;

import java.util.List;

/** The kinds of values that a caller can give an operator, each with a letter, so that a call's arguments are a word of them. */
public enum Given {
    NONE('-', "NoneType"),
    TENSOR('t', "Tensor"),
    TENSORS('T', "tuple of Tensors"),
    TENSORS_AND_NONE('N', "tuple of Tensors and None"),
    EMPTY('e', "empty tuple"),
    INT('i', "int"),
    FLOAT('f', "float"),
    BOOL('b', "bool"),
    TEXT('s', "str"),
    DTYPE('d', "torch.dtype"),
    INTS('I', "tuple of ints"),
    FLOATS('F', "tuple of floats"),
    BOOLS('B', "tuple of bools");

    final char letter;
    /** Python's name of it. */
    public final String python;

    Given(char letter, String python) {
        this.letter = letter;
        this.python = python;
    }

    /** The kind of a value: null, Long, Double, Boolean, String, {@link Dtype}, long[], double[], boolean[], a list of arrays; else an array. */
    public static Given of(Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof Number) {
            return value instanceof Double ? FLOAT : INT;
        }
        if (value instanceof long[]) {
            return INTS;
        }
        if (value instanceof Boolean) {
            return BOOL;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? EMPTY : hasNone(list) ? TENSORS_AND_NONE : TENSORS;
        }
        if (value instanceof String) {
            return TEXT;
        }
        if (value instanceof Dtype) {
            return DTYPE;
        }
        if (value instanceof double[]) {
            return FLOATS;
        }
        return value instanceof boolean[] ? BOOLS : TENSOR;
    }

    private static boolean hasNone(List<?> list) {
        for (Object element : list) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    /** A letter a value. */
    public static String word(List<?> values) {
        char[] letters = new char[values.size()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = of(values.get(i)).letter;
        }
        return new String(letters);
    }

    static Given of(char letter) {
        for (Given given : values()) {
            if (given.letter == letter) {
                return given;
            }
        }
        throw new IllegalArgumentException("no kind of values: " + letter);
    }

    /** Whether a parameter takes it: as it is, or, leniently, as Python makes one of the other, an int a float and a list of one int. */
    boolean fits(Schema.Parameter parameter, boolean leniently) {
        if (this == NONE) {
            return parameter.isOptional() || "None".equals(parameter.defaultValue());
        }
        return switch (parameter.type()) {
            case "Tensor" -> this == TENSOR;
            case "Tensor[]" -> this == TENSORS || this == EMPTY;
            case "Tensor?[]" -> this == TENSORS || this == TENSORS_AND_NONE || this == EMPTY;
            case "Scalar" -> this == INT || this == FLOAT;
            case "int" -> this == INT;
            case "float" -> this == FLOAT || leniently && this == INT;
            case "bool" -> this == BOOL;
            case "str" -> this == TEXT;
            case "ScalarType" -> this == DTYPE;
            case "int[]" -> this == INTS || this == EMPTY || leniently && this == INT;
            case "float[]" -> this == FLOATS || this == EMPTY || leniently && (this == INTS || this == FLOAT);
            case "bool[]" -> this == BOOLS || this == EMPTY;
            case "Device", "MemoryFormat" -> this == TEXT;
            default -> false; // complex numbers, generators, layouts, storages: nothing in Java is one
        };
    }
}
