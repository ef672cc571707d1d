package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import org.torchmm.TensorText;

/**
 * Pictures for notebooks. Each is an image, so that a cell which ends with one shows it in every Java kernel, and {@code
 * ImageIO.write(picture, "png", file)} writes it from anywhere.
 */
public final class Show {

    private Show() {}

    /** {@code (N, M)}: a matrix as coloured squares, with its numbers if they have room. */
    public static Picture heatMap(String title, NDArray matrix) {
        return heatMap(title, matrix, "row", "column");
    }

    /**
     * {@code (N, M)}: a matrix as coloured squares. 0 is white, the largest element blue, negative ones red, and what is
     * not finite grey.
     *
     * @param rows what a row is: "query"
     * @param columns what a column is: "key"
     * @throws IllegalArgumentException if it is not a matrix, or has no elements
     */
    public static Picture heatMap(String title, NDArray matrix, String rows, String columns) {
        if (matrix.getShape().dimension() != 2 || matrix.size() == 0) {
            throw new IllegalArgumentException(
                    "heatMap(): expected a matrix with elements, got " + TensorText.size(matrix));
        }
        int n = Math.toIntExact(matrix.getShape().get(0));
        int m = Math.toIntExact(matrix.getShape().get(1));
        try (NDArray doubles = matrix.toType(DataType.FLOAT64, true)) {
            return new HeatMap(doubles.toDoubleArray(), n, m).picture(title, rows, columns);
        }
    }

    /**
     * {@code (B, N, M), (B, M, P)}: the operands of a bmm and its result as stacks of matrices.
     *
     * @throws IllegalArgumentException if bmm would refuse these sizes
     */
    public static Picture bmm(NDArray a, NDArray b) {
        boolean isFitting = a.getShape().dimension() == 3
                && b.getShape().dimension() == 3
                && a.getShape().get(0) == b.getShape().get(0)
                && a.getShape().get(2) == b.getShape().get(1);
        if (!isFitting || a.size() == 0 || b.size() == 0) {
            throw new IllegalArgumentException("bmm(): expected sizes (B, N, M) and (B, M, P), got "
                    + TensorText.size(a) + " and " + TensorText.size(b));
        }
        return new BatchDrawing(a.getShape(), b.getShape()).picture();
    }

    /**
     * Lines over sizes.
     *
     * @param x what the sizes are
     * @param y what the lines tell
     * @param lines by name, in the order of the map, each with one value a size
     */
    public static Picture lines(String title, String x, String y, int[] sizes, Map<String, double[]> lines) {
        return LineChart.picture(title, x, y, sizes, lines);
    }
}
