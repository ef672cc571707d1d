package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.torchmm.rules.Dtype;

/**
 * What stands at the head of a .npy file: the dtype, the order of the axes in memory, and the shape.
 *
 * <p>The rules are those of {@code numpy.lib.format} (NEP 1): a magic string, a version, the length of the text, and a
 * Python dict literal with exactly the keys {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param descr the dtype as NumPy spells it, {@code <f4}; the source text where it is no plain string (structured dtypes)
 * @param fortranOrder true where the first axis is the one whose elements lie side by side
 * @param shape the shape, of at most 2<sup>60</sup> elements and {@value #MAX_DIMENSIONS} dimensions
 */
record NpyHeader(String descr, boolean fortranOrder, Shape shape) {

    /** What every .npy file starts with: {@code \x93NUMPY}. */
    static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);

    /** NumPy's own limit, and that of libtorch's operations. */
    static final int MAX_DIMENSIONS = 64;

    private static final long MAX_ELEMENTS = 1L << 60;

    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    /** NumPy pads the head to a multiple of this, so that the data of a mapped file is aligned. */
    private static final int ALIGNMENT = 64;

    /** NumPy leaves room to write a longer first dimension in place, of up to this many digits. */
    private static final int GROWTH_DIGITS = 21;

    private static final Map<Dtype, String> CODES = new EnumMap<>(Map.of(
            Dtype.FLOAT32, "f4",
            Dtype.FLOAT64, "f8",
            Dtype.FLOAT16, "f2",
            Dtype.UINT8, "u1",
            Dtype.INT8, "i1",
            Dtype.INT16, "i2",
            Dtype.INT32, "i4",
            Dtype.INT64, "i8",
            Dtype.BOOL, "b1",
            Dtype.COMPLEX64, "c8"));

    /** The header of an array with its elements in row-major order and in this machine's byte order. */
    static NpyHeader of(Dtype dtype, Shape shape) {
        String nativeOrder = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
        return new NpyHeader((dtype.bytes == 1 ? "|" : nativeOrder) + CODES.get(dtype), false, shape);
    }

    /** True for the dtypes that NumPy has too: all but bfloat16. */
    static boolean canHold(Dtype dtype) {
        return CODES.containsKey(dtype);
    }

    /** Reads the dict; {@link ParseException} says what is wrong with it. An unknown {@code descr} is kept as it is. */
    static NpyHeader parse(String text) throws ParseException {
        Map<String, String> entries = PythonDict.parse(text);
        if (!entries.keySet().equals(KEYS)) {
            throw new ParseException("expected the keys descr, fortran_order and shape, got " + entries.keySet(), 0);
        }
        return new NpyHeader(
                descr(entries.get("descr")), flag(entries.get("fortran_order")), shape(entries.get("shape")));
    }

    /** The dtype that {@link #descr} names, in whichever byte order, or null where torchmm has none. */
    Dtype dtype() {
        String code = descr.isEmpty() || "<>=|".indexOf(descr.charAt(0)) < 0 ? descr : descr.substring(1);
        for (Map.Entry<Dtype, String> entry : CODES.entrySet()) {
            if (entry.getValue().equals(code)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** How many bytes the data has, for a dtype that torchmm has. */
    long dataSize() {
        long size = shape.size() * dtype().bytes;
        return size < 0 ? Long.MAX_VALUE : size; // 8 bytes times the most elements are one too many for a long
    }

    /** The byte order that {@link #descr} names; where it names none, the data is in that of the machine. */
    ByteOrder byteOrder() {
        return switch (descr.charAt(0)) {
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
    }

    /** Everything that stands before the data, byte for byte as NumPy writes it: version 1.0, padded with spaces. */
    byte[] toBytes() {
        byte[] dict = dict().getBytes(ISO_8859_1);
        int prefix = MAGIC.length + 4;
        int unpadded = prefix + dict.length + 1;
        // As in NumPy, a head that is aligned already gets a whole line of padding more.
        int padding = ALIGNMENT - unpadded % ALIGNMENT;

        ByteArrayOutputStream head = new ByteArrayOutputStream(unpadded + padding);
        head.writeBytes(MAGIC);
        head.writeBytes(new byte[] {1, 0});
        head.writeBytes(ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (unpadded + padding - prefix))
                .array());
        head.writeBytes(dict);
        head.writeBytes(" ".repeat(padding).getBytes(ISO_8859_1));
        head.write('\n');
        return head.toByteArray();
    }

    private String dict() {
        String dict = "{'descr': '" + descr + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': "
                + tuple() + ", }";
        return shape.isScalar()
                ? dict
                : dict + " ".repeat(GROWTH_DIGITS - Long.toString(shape.get(0)).length());
    }

    /** The shape as Python prints it: {@code ()}, {@code (3,)}, {@code (3, 4)}. */
    private String tuple() {
        StringJoiner tuple = new StringJoiner(", ", "(", shape.dimension() == 1 ? ",)" : ")");
        for (long dimension : shape.getShape()) {
            tuple.add(Long.toString(dimension));
        }
        return tuple.toString();
    }

    private static String descr(String text) throws ParseException {
        boolean structured = text.startsWith("[") || text.startsWith("(");
        String descr = structured ? text : PythonDict.string(text);
        if (descr == null) {
            throw new ParseException("descr must be a string, a list or a tuple, got " + text, 0);
        }
        return descr;
    }

    private static boolean flag(String text) throws ParseException {
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            default -> throw new ParseException("fortran_order must be True or False, got " + text, 0);
        };
    }

    private static Shape shape(String text) throws ParseException {
        if (!text.startsWith("(") || !text.endsWith(")") || text.length() < 2) {
            throw new ParseException("shape must be a tuple of integers, got " + text, 0);
        }
        String[] items = items(text.substring(1, text.length() - 1));
        if (items.length > MAX_DIMENSIONS) {
            throw new ParseException("shape has " + items.length + " dimensions, the most is " + MAX_DIMENSIONS, 0);
        }
        long[] dimensions = new long[items.length];
        long elements = 1;
        for (int i = 0; i < items.length; i++) {
            dimensions[i] = dimension(items[i].strip(), text);
            // Empty arrays count as if they were not: their strides must not overflow either.
            long factor = Math.max(1, dimensions[i]);
            if (elements > MAX_ELEMENTS / factor) {
                throw new ParseException("shape is too large: " + text, 0);
            }
            elements *= factor;
        }
        return new Shape(dimensions);
    }

    /** What stands between the commas of a tuple, which may end in one and, with a single item, must. */
    private static String[] items(String tuple) throws ParseException {
        if (tuple.isBlank()) {
            return new String[0];
        }
        String[] items = tuple.split(",", -1);
        if (items.length == 1) {
            throw new ParseException("shape must be a tuple, (" + tuple + ",) rather than (" + tuple + ")", 0);
        }
        boolean trailingComma = items[items.length - 1].isBlank();
        return trailingComma ? Arrays.copyOf(items, items.length - 1) : items;
    }

    private static long dimension(String item, String shape) throws ParseException {
        // Python 2 wrote long integers as 3L.
        String digits = item.endsWith("L") ? item.substring(0, item.length() - 1) : item;
        try {
            long dimension = Long.parseLong(digits);
            if (dimension < 0) {
                throw new ParseException("shape has a negative dimension: " + shape, 0);
            }
            return dimension;
        } catch (NumberFormatException e) {
            throw new ParseException("shape must be a tuple of integers, got " + shape, 0);
        }
    }
}
