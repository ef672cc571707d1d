package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of the family around the products: with an input, of vectors, in their three forms, and all of them of complex numbers;
 * OpInfo's samples, every layout of layers and attention, empty sizes, numbers of every kind, and what torch refuses.
 */
final class OperationCases {

    private static final DataType[] DTYPES = {
        DataType.FLOAT32,
        DataType.FLOAT64,
        DataType.FLOAT16,
        DataType.BFLOAT16,
        DataType.UINT8,
        DataType.INT8,
        DataType.INT16,
        DataType.INT32,
        DataType.INT64,
        DataType.COMPLEX64
    };

    /** Sizes and layouts, without dtypes. */
    private static final String[] ADDED = {
        "baddbmm (5,5,10) (5,5,5) (5,5,10)", // OpInfo
        "baddbmm (1) (5,5,5) (5,5,10)",
        "baddbmm () (2,18,33)/transposed (2,33,35)",
        "baddbmm (3,1,9) (3,7,40)/stepped(2) (3,40,9)/offset(1)",
        "baddbmm (2,3,4)/permuted(2,0,1) (2,3,0) (2,0,4)",
        "baddbmm (0,3,4) (0,3,5) (0,5,4)",
        "addbmm (5,10) (5,5,5) (5,5,10)",
        "addbmm (1) (5,5,5) (5,5,10)",
        "addbmm (7,9)/transposed (3,7,40) (3,40,9)/transposed",
        "addbmm (3,4) (0,3,5) (0,5,4)",
        "addbmm (3,4) (2,3,0) (2,0,4)",
        "addmm (2,3) (2,2) (2,3)",
        "addmm () (3,3) (3,3)",
        "addmm (9) (7,40) (40,9)/transposed",
        "addmm (35,1) (35,66)/transposed (66,34)/stepped(1)",
        "addmm (17,33)/expanded(0) (17,70) (70,33)",
        "addmm (5,10) (5,0) (0,10)",
        "addmm (0,4) (0,3) (3,4)",
        "addmv (5) (5,10) (10)",
        "addmv () (5,10)/transposed (10)/stepped(0)",
        "addmv (1) (40,90) (90)/expanded(0)",
        "addmv (5) (5,0) (0)",
        "addr (5,10) (5) (10)",
        "addr () (5) (10)",
        "addr (5,10)/transposed (5)/stepped(0) (10)/offset(0)",
        "addr (0,3) (0) (3)",
    };

    private static final String[] VECTORS = {
        "vdot (5) (5)",
        "vdot (300) (300)/stepped(0)",
        "vdot (0) (0)",
        "inner (5) (5)",
        "inner () (5,5)",
        "inner (2,3,40)/permuted(1,0,2) (7,40)",
        "inner (3,0) (4,0)",
        "outer (5) (10)",
        "outer (5)/stepped(0) (10)/expanded(0)",
        "outer (0) (3)",
        "linear (4,40) (9,40)",
        "linear (2,3,40)/transposed (9,40) (9)",
        "linear (2,3,4)/permuted(2,0,1) (5,4)/transposed (1)",
        "linear (40) (9,40) (9)",
        "linear (40) (40)",
        "linear (3,0) (5,0) (5)",
    };

    private static final String[] PRODUCTS = {
        "bmm (10,5,10) (10,10,5)",
        "bmm (3,7,40)/stepped(2) (3,40,9)/offset(1)",
        "mm (5,10)/transposed (10,5)",
        "mm (35,70) (70,34)/transposed",
        "mm (5,0) (0,10)",
        "mv (5,10) (10)/stepped(0)",
        "dot (5) (5)",
        "dot (300) (300)/expanded(0)",
        "matmul (5,5,1,10) (5,10,3)",
        "matmul (10) (5,10,3)/transposed",
        "matmul (2,3,4)/permuted(2,0,1) (4)",
    };

    private static final String[] NUMBERS = {
        "",
        "beta=0 alpha=1",
        "beta=1 alpha=0",
        "beta=2 alpha=-3",
        "beta=0.0 alpha=0.0",
        "beta=0.6 alpha=0.2",
        "beta=-1.5 alpha=2.0"
    };

    private static final String[] REFUSED = {
        "baddbmm float32(2,3,4) float32(2,3,5) float32(5,4) normal 0",
        "baddbmm float32(2,3,4) float32(2,3,5) float32(2,6,4) normal 0",
        "baddbmm float32(3,3,4) float32(2,3,5) float32(2,5,4) normal 0",
        "baddbmm float64(2,3,4) float32(2,3,5) float32(2,5,4) normal 0",
        "baddbmm bool(2,3,4) bool(2,3,5) bool(2,5,4) normal 0",
        "addbmm bool(3,4) bool(2,3,0) bool(2,0,4) beta=0 alpha=1 normal 0",
        "addbmm bool(3,4) bool(1,3,0) bool(1,0,4) beta=0 alpha=1 normal 0", // which is not refused
        "addbmm float32(3,4) float32(2,3,5) float32(3,5,4) normal 0",
        "addbmm float32(3,4) float32(2,3,5) float32(2,6,4) normal 0",
        "addbmm float32(3,4) float32(3,5) float32(2,5,4) normal 0",
        "addbmm float32(3,4) float32(2,3,5) float16(2,5,4) normal 0",
        "addmm float32(3,4) float32(3,5) float32(6,4) normal 0",
        "addmm float32(3,4) float32(5) float32(5,4) normal 0",
        "addmm float32(2,4) float32(3,5) float32(5,4) normal 0",
        "addmm float32(3,4) float32(3,5) int32(5,4) normal 0",
        "addmm float64(3,4) float32(3,5) float32(5,4) normal 0",
        "addmm bool(3,4) bool(3,5) bool(5,4) normal 0",
        "addmm int8(3,4) int8(3,5) int8(5,4) beta=300 alpha=1 normal 0",
        "addmm int32(3,4) int32(3,0) int32(0,4) beta=0.5 alpha=1 normal 0",
        "addmv float32(2) float32(3,5) float32(5) normal 0",
        "addmv float32(3) float32(3,5) float32(4) normal 0",
        "addmv float32(3) float32(5) float32(5) normal 0",
        "addmv float32(3) float32(3,5) float64(5) normal 0",
        "addr float32(3,4) float32(3,1) float32(4) normal 0",
        "addr float32(2,4) float32(3) float32(4) normal 0",
        "addr int32(3,4) int32(3) int32(4) beta=0.5 alpha=1 normal 0",
        "addmm_ float32(4) float32(3,5) float32(5,4) normal 0",
        "addmm_ float32(3,4)/expanded(0) float32(3,5) float32(5,4) normal 0",
        "baddbmm_ float32(1,3,4) float32(2,3,5) float32(2,5,4) normal 0",
        "addmv_ float64(3) float32(3,5) float32(5) normal 0",
        "addr_ int32(3,4) float32(3) float32(4) normal 0",
        "addmm float32(3,4) float32(3,5) float32(5,4) into float64(3,4) normal 0",
        "addmm float32(3,4) float32(3,5) float32(5,4) into float32(4,3) normal 0",
        "vdot float32(3) float32(4) normal 0",
        "vdot float32(3) float64(3) normal 0",
        "vdot float32(3,1) float32(3) normal 0",
        "vdot bool(3) bool(3) normal 0",
        "inner float32(2,3) float32(4) normal 0",
        "inner float32(3) float64(3) normal 0",
        "outer float32(3,1) float32(3) normal 0",
        "linear float32(2,3) float32(5,4) normal 0",
        "linear float32(2,3) float32(5,3) float32(4) normal 0",
        "linear float32(2,3) float64(5,3) normal 0",
        "linear float32(2,3) float32(5,3) float64(5) normal 0",
        "linear float32() float32(5,3) normal 0",
        "mm complex64(2,3) complex64(4,5) normal 0",
        "bmm complex64(2,3,4) complex64(1,4,5) normal 0",
        "dot complex64(3) complex64(4) normal 0",
    };

    private OperationCases() {}

    static Map<String, List<OperationCase>> groups() {
        Map<String, List<OperationCase>> groups = new LinkedHashMap<>();
        groups.put("added to an input", added());
        groups.put("in place", inPlace());
        groups.put("into an array", into());
        groups.put("vectors and layers", of(VECTORS, DTYPES));
        groups.put("complex64", of(PRODUCTS, DataType.COMPLEX64));
        groups.put(
                "operations refused",
                List.of(REFUSED).stream().map(OperationCase::parse).toList());
        return groups;
    }

    /** With the dtype before each size, the numbers, and values in turn. */
    private static OperationCase parse(String shapes, DataType dtype, String numbers, int at) {
        String name = Operand.name(dtype);
        // whether NaN is multiplied by an alpha of 0 hangs on the routine that libtorch takes for bfloat16 and complex
        // numbers
        boolean isDefined = !numbers.endsWith("alpha=0.0") || dtype != DataType.BFLOAT16 && dtype != DataType.COMPLEX64;
        boolean isNan = dtype.isFloating() && isDefined && numbers.contains("beta=0") && at % 2 == 0;
        Values values = isNan ? Values.NAN : at % 3 == 0 ? Values.NORMAL : Values.INTEGERS;
        return OperationCase.parse(shapes.replace(" (", " " + name + "(") + " " + numbers + " " + values + " " + at);
    }

    private static List<OperationCase> added() {
        List<OperationCase> cases = new ArrayList<>();
        for (String shapes : ADDED) {
            for (DataType dtype : DTYPES) {
                for (int i = 0; i < 3; i++) {
                    cases.add(parse(shapes, dtype, NUMBERS[(cases.size() + i) % NUMBERS.length], cases.size()));
                }
            }
        }
        return cases;
    }

    private static List<OperationCase> inPlace() {
        List<OperationCase> cases = new ArrayList<>();
        for (String shapes : ADDED) {
            String written = shapes.substring(0, shapes.indexOf(' ')) + "_" + shapes.substring(shapes.indexOf(' '));
            for (DataType dtype : DTYPES) {
                cases.add(parse(written, dtype, NUMBERS[cases.size() % NUMBERS.length], cases.size()));
            }
        }
        return cases;
    }

    /** Of the input's size, which is refused where that was to be expanded. */
    private static List<OperationCase> into() {
        List<OperationCase> cases = new ArrayList<>();
        for (String shapes : ADDED) {
            String input = shapes.split(" ")[1].replaceAll("/.*", "");
            String order = input.length() > 5 ? "/transposed" : "";
            for (DataType dtype : DTYPES) {
                String out = input.replace("(", Operand.name(dtype) + "(") + order;
                cases.add(parse(
                        shapes, dtype, "into " + out + " " + NUMBERS[cases.size() % NUMBERS.length], cases.size()));
            }
        }
        return cases;
    }

    private static List<OperationCase> of(String[] all, DataType... dtypes) {
        List<OperationCase> cases = new ArrayList<>();
        for (String shapes : all) {
            for (DataType dtype : dtypes) {
                cases.add(parse(shapes, dtype, "", 3 * cases.size()));
                cases.add(parse(shapes, dtype, "", 3 * cases.size() + 1));
            }
        }
        return cases;
    }
}
