package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;

/** Internal: an operation on two numbers, in what dtype it is computed, what its result is of, and what libtorch refuses. */
public enum BinaryOp {
    ADD(Kind.ARITHMETIC, "add_stub"),
    SUB(Kind.ARITHMETIC, "sub_stub"),
    MUL(Kind.ARITHMETIC, "mul_cpu"),
    DIV(Kind.FLOATING, "div_cpu"),
    DIV_TRUNC(Kind.ARITHMETIC, "div_trunc_cpu"),
    DIV_FLOOR(Kind.ARITHMETIC, "div_floor_cpu"),
    MOD(Kind.ARITHMETIC, "remainder_cpu"),
    POW(Kind.ARITHMETIC, "pow"),
    MAXIMUM(Kind.ARITHMETIC, "maximum_cpu"),
    MINIMUM(Kind.ARITHMETIC, "minimum_cpu"),
    ATAN2(Kind.FLOATING, "atan2_cpu"),
    XLOGY(Kind.FLOATING, "xlogy_cpu"),
    EQ(Kind.COMPARISON, "eq_cpu"),
    NEQ(Kind.COMPARISON, "ne_cpu"),
    GT(Kind.COMPARISON, "gt_cpu"),
    GTE(Kind.COMPARISON, "ge_cpu"),
    LT(Kind.COMPARISON, "lt_cpu"),
    LTE(Kind.COMPARISON, "le_cpu"),
    AND(Kind.LOGICAL, "logical_and_cpu"),
    OR(Kind.LOGICAL, "logical_or_cpu"),
    XOR(Kind.LOGICAL, "logical_xor_cpu");

    private enum Kind {
        ARITHMETIC,
        FLOATING,
        COMPARISON,
        LOGICAL
    }

    private final Kind kind;
    private final String kernel;

    BinaryOp(Kind kind, String kernel) {
        this.kind = kind;
        this.kernel = kernel;
    }

    /** Whether its result is of bool. */
    boolean isTest() {
        return kind == Kind.COMPARISON || kind == Kind.LOGICAL;
    }

    boolean isComparison() {
        return kind == Kind.COMPARISON;
    }

    /** Where a scalar beside halves is not rounded to one first. */
    boolean readsScalarsWide() {
        return this == MUL || this == DIV || this == DIV_TRUNC || this == DIV_FLOOR;
    }

    /** The dtype in which operands meet. */
    Dtype computed(Dtype common) {
        return switch (kind) {
            case LOGICAL -> Dtype.BOOL;
            case FLOATING -> ResultType.floating(common);
            default -> common;
        };
    }

    /** What is refused before sizes are looked at. */
    void checkOperands(Dtype a, Dtype b) {
        Sentences.refuse(
                switch (this) {
                    case SUB -> ElementwiseRules.difference(a, b);
                    case MAXIMUM, MINIMUM -> ElementwiseRules.extreme(this == MAXIMUM, a, b);
                    default -> null;
                });
    }

    /** What is refused by the loop that computes. */
    void checkComputed(Dtype dtype) {
        boolean isRefused = switch (this) {
            case MOD -> dtype == Dtype.BOOL || dtype == Dtype.COMPLEX64;
            case ATAN2, XLOGY -> dtype == Dtype.COMPLEX64;
            default -> false;
        };
        if (isRefused) {
            throw Sentences.notImplemented(kernel, dtype);
        }
        Sentences.refuse(
                switch (this) {
                    case DIV_TRUNC, DIV_FLOOR -> ElementwiseRules.quotient(this == DIV_FLOOR, dtype);
                    case POW -> ElementwiseRules.power(dtype);
                    case LT -> ElementwiseRules.order("lt", dtype);
                    case LTE -> ElementwiseRules.order("le", dtype);
                    case GT -> ElementwiseRules.order("gt", dtype);
                    case GTE -> ElementwiseRules.order("ge", dtype);
                    default -> null;
                });
    }
}
