package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.List;

/** What torch refuses, by rank, size and dtype: class and sentence of the exception are compared. */
final class RefusedCases {

    private static final String[] SIZES = {
        "bmm (2,3) (2,3,4)",
        "bmm () (2,3,4)",
        "bmm (2,3,4) (4,5)",
        "bmm (2,3,4) ()",
        "bmm (2,3,4) (2,5,4)",
        "bmm (1,3,4) (2,4,5)", // nothing is broadcast in bmm, not even a batch of 1
        "bmm (0,3,4) (0,5,4)",
        "bmm (2,3,4,5) (2,3,5,4)",
        "mm (2,3,4) (4,5)",
        "mm () (4,5)",
        "mm (2,3) (3)",
        "mm (2,3) (4,5)",
        "mm (0,3) (4,0)",
        "mv (3) (3)",
        "mv () (3)", // an IndexError in Python
        "mv (2,3) (3,1)",
        "mv (2,2,3) (3)",
        "mv (2,3) ()",
        "mv (2,3) (4)",
        "mv (0,3) (4)",
        "dot (2,3) (3)",
        "dot () (3)",
        "dot (2) (3)",
        "dot (0) (3)",
        "matmul () (3)",
        "matmul (3) ()",
        "matmul (3) (4)",
        "matmul (2,3) (4)",
        "matmul (3) (4,5)",
        "matmul (2,3) (4,5)",
        "matmul (2,3,4) (5,6)",
        "matmul (2,3,4) (5)",
        "matmul (2,3,4)/permuted(2,0,1) (6)", // cannot fold, so bmm refuses it in other words
        "matmul (2,3,4)/stepped(1) (5,6)",
        "matmul (3,4) (2,5,6)",
        "matmul (4) (2,5,6)",
        "matmul (2,3,4) (3,4,5)",
        "matmul (2,5,3,4) (3,4,5)",
        "matmul (2,5,3,4) (2,5,3,4)",
        "matmul (2,0,3,4) (3,1,4,5)",
        "matmul (1,2,3,4,5) (6,1,3,4,5)",
    };

    /** bmm's sentence depends on the size, the dtypes and the layout; the others' on the product that does the work. */
    private static final String[] DTYPES = {
        "bmm float32(2,3,4) float64(2,4,5)",
        "bmm float32(2,20,30) float64(2,30,40)",
        "bmm float32(2,20,30)/stepped(2) float64(2,30,40)",
        "bmm float32(2,20,30) int64(2,30,40)",
        "bmm int64(2,20,30) float32(2,30,40)",
        "bmm float16(2,20,30) float32(2,30,40)",
        "bmm float32(2,20,30) float16(2,30,40)",
        "bmm complex64(2,20,30) float32(2,30,40)",
        "bmm uint8(2,3,4) int8(2,4,5)",
        "bmm bool(2,3,4) bool(2,4,5)",
        "bmm bool(2,20,30) bool(2,30,40)",
        "bmm int32(2,3,4) bool(2,4,5)",
        "mm float32(2,3) float64(3,4)",
        "mm int32(2,3) int64(3,4)",
        "mm float32(0,3) float64(3,4)",
        "mm bool(2,3) bool(3,4)",
        "mv float32(2,3) float64(3)",
        "mv bool(2,3) bool(3)",
        "dot float32(3) float64(3)",
        "dot float32(3) int32(4)",
        "dot bool(3) bool(3)",
        "matmul float32(3) float64(3)",
        "matmul float32(2,3) float64(3)",
        "matmul float32(2,3) float64(3,4)",
        "matmul float32(5,2,3) float64(3,4)",
        "matmul float32(5,2,3) float64(3)",
        "matmul float32(5,20,30) float64(5,30,40)",
        "matmul float32(5,2,3) float64(1,3,4)",
        "matmul float64(1,1,1) int64(1,0)",
        "matmul float64(1,1,1,1,1)/stepped(1) int64(1,0)", // cannot fold, and bmm of no elements lets dtypes differ
        "matmul bool(5,2,3) bool(5,3,4)",
    };

    private RefusedCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String sizes : SIZES) {
            String[] words = sizes.split(" ");
            String dtype = Operand.name(ElementType.dtypeInTurn(cases.size()));
            cases.add(Case.parse(words[0] + " " + dtype + words[1] + " " + dtype + words[2] + " normal 0"));
        }
        for (String operands : DTYPES) {
            cases.add(Case.parse(operands + " normal 0"));
        }
        return cases;
    }
}
