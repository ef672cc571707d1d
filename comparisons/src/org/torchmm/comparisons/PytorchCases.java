package org.torchmm.comparisons;

import static org.torchmm.comparisons.Layout.CONTIGUOUS;
import static org.torchmm.comparisons.Values.INTEGERS;
import static org.torchmm.comparisons.Values.NORMAL;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/** What PyTorch's own tests ask (test/test_linalg.py and the OpInfo samples of 2.6.0), with its sizes. */
final class PytorchCases {

    private static final int M = 23;
    private static final int N = 15;
    private static final int O = 12;

    private PytorchCases() {}

    /** test_bmm: each operand in all six memory orders, in batches of 1 and 10. */
    static List<Case> memoryOrders() {
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        List<Case> cases = new ArrayList<>();
        for (DataType dtype : ElementType.DTYPES) {
            for (int batch : new int[] {1, 10}) {
                for (List<Integer> orderA : orders) {
                    for (List<Integer> orderB : orders) {
                        cases.add(bmm(
                                Operand.of(dtype, batch, M, N).with(CONTIGUOUS.withOrder(orderA)),
                                Operand.of(dtype, batch, N, O).with(CONTIGUOUS.withOrder(orderB)),
                                cases.size()));
                    }
                }
            }
        }
        return cases;
    }

    /** test_bmm: each of the six dimensions expanded or not. */
    static List<Case> expandPatterns() {
        List<Case> cases = new ArrayList<>();
        for (DataType dtype : ElementType.DTYPES) {
            for (int batch : new int[] {1, 10}) {
                for (int pattern = 0; pattern < 64; pattern++) {
                    cases.add(bmm(
                            Operand.of(dtype, batch, M, N).with(expanded(pattern & 7)),
                            Operand.of(dtype, batch, N, O).with(expanded(pattern >> 3)),
                            1000 + cases.size()));
                }
            }
        }
        return cases;
    }

    private static Layout expanded(int dimensions) {
        List<Integer> expanded = new ArrayList<>();
        for (int d = 0; d < 3; d++) {
            if ((dimensions >> d & 1) != 0) {
                expanded.add(d);
            }
        }
        return Layout.expanded(expanded.toArray(Integer[]::new));
    }

    /** test_bmm: each of the four sizes zero or not. */
    static List<Case> zeroSizes() {
        List<Case> cases = new ArrayList<>();
        for (DataType dtype : ElementType.DTYPES) {
            for (int size : new int[] {1, 10}) {
                for (int pattern = 0; pattern < 16; pattern++) {
                    int batch = (pattern & 1) == 0 ? size : 0;
                    int m = (pattern & 2) == 0 ? M : 0;
                    int n = (pattern & 4) == 0 ? N : 0;
                    int o = (pattern & 8) == 0 ? O : 0;
                    cases.add(bmm(Operand.of(dtype, batch, m, n), Operand.of(dtype, batch, n, o), 2000 + cases.size()));
                }
            }
        }
        return cases;
    }

    private static Case bmm(Operand a, Operand b, long seed) {
        return new Case(Word.BMM, a, b, NORMAL, seed);
    }

    /** common_methods_invocations.py: L = 20, M = 10, S = 5. */
    static List<Case> opInfoSamples() {
        String[] samples = {
            "bmm (10,5,10) (10,10,5)",
            "mm (5,10) (10,5)",
            "mm (0,5) (5,10)",
            "mm (5,0) (0,10)",
            "mv (5,10) (10)",
            "dot (5) (5)",
            "matmul (20) (20)",
            "matmul (5,10) (10)",
            "matmul (10) (10,5)",
            "matmul (5,10) (10,5)",
            "matmul (5,0) (0,10)",
            "matmul (5,5,10) (10)",
            "matmul (5,5,10) (10,5)",
            "matmul (5,5,0) (0,5)",
            "matmul (10) (5,10,5)",
            "matmul (5,10) (5,10,5)",
            "matmul (0,0) (5,0,0)",
            "matmul (5,5,10,10) (5,5,10,5)",
            "matmul (5,5,10,10) (10)",
            "matmul (10) (5,5,10,5)",
            "matmul (5,5,5) (1,5,5)",
            // test_1_sized_with_0_strided, test_permute_matmul, test_blas_mv_large_input
            "bmm (8,1,64)/expanded(1) (8,64,512)/transposed",
            "matmul (2,5,24,24)/permuted(0,3,1,2) (3,2,5,24,24)",
            "mv (3000,200) (200)/expanded(0)",
        };
        List<Case> cases = new ArrayList<>();
        for (String sample : samples) {
            for (DataType type : ElementType.DTYPES) {
                String dtype = Operand.name(type);
                String[] words = sample.split(" ");
                cases.add(Case.parse(words[0] + " " + dtype + words[1] + " " + dtype + words[2] + " normal 1"));
            }
        }
        return cases;
    }

    /** test_matmul_small_brute_force_1d_Nd, 2d_Nd and 3d_Nd: matrix sizes 0 to 3, batch sizes 0 to 2, ranks to 4. */
    static List<Case> bruteForce() {
        List<Case> cases = new ArrayList<>();
        for (int rank = 1; rank <= 3; rank++) {
            for (List<Integer> a : sizes(rank, -1)) {
                for (int otherRank = 1; otherRank <= 4; otherRank++) {
                    for (List<Integer> b : sizes(otherRank, a.get(rank - 1))) {
                        if (rank < 3 || otherRank < 3 || broadcast(a.get(0), b.get(otherRank - 3))) {
                            cases.add(matmul(a, b, cases.size()));
                        }
                    }
                }
            }
        }
        return cases;
    }

    /** Both contiguous, or one of them not, and the dtypes in turn. */
    private static Case matmul(List<Integer> a, List<Integer> b, int number) {
        DataType dtype = ElementType.dtypeInTurn(number / 3);
        Layout layoutA = number % 3 == 1 && a.size() > 1 ? Layout.transposed(a.size()) : CONTIGUOUS;
        Layout layoutB = number % 3 == 2 ? Layout.stepped(b.size() - 1) : CONTIGUOUS;
        return new Case(Word.MATMUL, new Operand(dtype, a, layoutA), new Operand(dtype, b, layoutB), INTEGERS, number);
    }

    private static boolean broadcast(int x, int y) {
        return x == y || x == 1 || y == 1;
    }

    /** Every size of a rank, those of a second operand with the dimension that is contracted given. */
    private static List<List<Integer>> sizes(int rank, int contracted) {
        List<List<Integer>> sizes = List.of(List.of());
        int fixed = contracted < 0 ? -1 : Math.max(0, rank - 2);
        for (int d = 0; d < rank; d++) {
            List<List<Integer>> longer = new ArrayList<>();
            int end = d < rank - 2 ? 3 : 4;
            for (List<Integer> size : sizes) {
                for (int s = d == fixed ? contracted : 0; s < (d == fixed ? contracted + 1 : end); s++) {
                    List<Integer> next = new ArrayList<>(size);
                    next.add(s);
                    longer.add(next);
                }
            }
            sizes = longer;
        }
        return sizes;
    }
}
