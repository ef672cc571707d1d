package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One case of tensor-text/cases.txt: a tensor, and the text that PyTorch's print showed for it. */
record TensorTextCase(String header, String elements, String expected) {

    private static final String START = "=== ";

    static List<TensorTextCase> all() throws IOException {
        List<TensorTextCase> cases = new ArrayList<>();
        for (String part : resource("tensor-text/cases.txt").split("(?m)^" + START)) {
            String[] lines = part.split("\n", 3);
            if (lines.length == 3) {
                cases.add(new TensorTextCase(lines[0], lines[1], lines[2].stripTrailing()));
            }
        }
        return cases;
    }

    static String resource(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(TensorTextCase.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return String.join("\n", reader.lines().toList());
        }
    }

    /** Of an array that requires a gradient, or of the result of a recorded operation. */
    boolean hasGradient() {
        return header.endsWith(" grad");
    }

    NDArray array(NDManager manager) {
        NDArray array = values(manager);
        if (header.endsWith(" grad")) {
            array.setRequiresGradient(true);
        }
        return array;
    }

    private NDArray values(NDManager manager) {
        Shape shape = shape();
        String dtype = header.substring(0, header.indexOf(' '));
        return switch (dtype) {
            case "float32" -> manager.create(floats(shape.size()), shape);
            case "float64" -> manager.create(doubles(shape.size()), shape);
            case "float16", "bfloat16" ->
                Torch.over(manager)
                        .to(manager.create(floats(shape.size()), shape), DataType.valueOf(dtype.toUpperCase()));
            case "complex64" ->
                manager.create(floats(2 * shape.size()), shape.add(2)).complex();
            case "bool" -> manager.create(longs(shape.size()), shape).toType(DataType.BOOLEAN, false);
            default ->
                Torch.over(manager)
                        .to(manager.create(longs(shape.size()), shape), DataType.valueOf(dtype.toUpperCase()));
        };
    }

    private Shape shape() {
        String sizes = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
        return sizes.isEmpty()
                ? new Shape()
                : new Shape(
                        Stream.of(sizes.split(", ")).mapToLong(Long::parseLong).toArray());
    }

    private float[] floats(long count) {
        double[] doubles = doubles(count);
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private double[] doubles(long count) {
        return elements.startsWith("formula")
                ? LongStream.range(0, count).mapToDouble(this::formula).toArray()
                : words().mapToDouble(TensorTextCase::number).toArray();
    }

    private long[] longs(long count) {
        return elements.startsWith("formula")
                ? DoubleStream.of(doubles(count))
                        .mapToLong(value -> (long) value)
                        .toArray()
                : words().mapToLong(Long::parseLong).toArray();
    }

    private double formula(long i) {
        long[] terms = words().skip(1).mapToLong(Long::parseLong).toArray();
        return (double) ((i * terms[0]) % terms[1] + terms[2]) / terms[3];
    }

    private Stream<String> words() {
        return elements.isEmpty() ? Stream.empty() : Stream.of(elements.split(" "));
    }

    private static double number(String word) {
        return switch (word) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }

    @Override
    public String toString() {
        return header + ": " + (elements.length() > 60 ? elements.substring(0, 60) + "..." : elements);
    }
}
