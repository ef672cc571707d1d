package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;

/** A function of one number: what its result is of, and what libtorch refuses. */
enum UnaryOp {
    NEG(Kind.SAME, "neg"),
    ABS(Kind.SAME, "abs"),
    SIGN(Kind.SAME, "sign"),
    SQUARE(Kind.SAME, "square"),
    FLOOR(Kind.ROUNDING, "floor"),
    CEIL(Kind.ROUNDING, "ceil"),
    ROUND(Kind.ROUNDING, "round"),
    TRUNC(Kind.ROUNDING, "trunc"),
    RELU(Kind.SAME, "relu"),
    SQRT(Kind.FLOATING, "sqrt"),
    EXP(Kind.FLOATING, "exp"),
    LOG(Kind.FLOATING, "log"),
    LOG2(Kind.FLOATING, "log2"),
    LOG10(Kind.FLOATING, "log10"),
    SIN(Kind.FLOATING, "sin"),
    COS(Kind.FLOATING, "cos"),
    TAN(Kind.FLOATING, "tan"),
    ASIN(Kind.FLOATING, "asin"),
    ACOS(Kind.FLOATING, "acos"),
    ATAN(Kind.FLOATING, "atan"),
    SINH(Kind.FLOATING, "sinh"),
    COSH(Kind.FLOATING, "cosh"),
    TANH(Kind.FLOATING, "tanh"),
    SIGMOID(Kind.FLOATING, "sigmoid"),
    ERF(Kind.FLOATING, "erf"),
    SOFTPLUS(Kind.FLOATS_ALONE, "softplus_cpu"),
    LEAKY_RELU(Kind.FLOATS_ALONE, "leaky_relu_cpu"),
    ELU(Kind.FLOATS_ALONE, "elu_cpu"),
    SELU(Kind.FLOATS_ALONE, "elu_cpu"),
    GELU(Kind.FLOATS_ALONE, "gelu"),
    GELU_TANH(Kind.FLOATS_ALONE, "gelu");

    private enum Kind {
        SAME,
        ROUNDING,
        FLOATING,
        FLOATS_ALONE
    }

    private final Kind kind;
    private final String torchName;

    UnaryOp(Kind kind, String torchName) {
        this.kind = kind;
        this.torchName = torchName;
    }

    /** Whether elements of the dtype are their own results. */
    boolean isIdentity(Dtype dtype) {
        return kind == Kind.ROUNDING && dtype.isWhole();
    }

    Dtype result(Dtype dtype) {
        if (this == SQUARE && dtype == Dtype.BOOL) {
            return Dtype.INT64; // the power by Python's 2
        }
        return kind == Kind.FLOATING ? ResultType.floating(dtype) : dtype;
    }

    void check(Dtype dtype) {
        boolean isComplex = dtype == Dtype.COMPLEX64;
        Sentences.refuse(
                switch (this) {
                    case NEG -> ElementwiseRules.negation(dtype);
                    case ABS -> ElementwiseRules.magnitude(dtype);
                    case RELU -> ElementwiseRules.relu(dtype);
                    case GELU, GELU_TANH -> ElementwiseRules.gelu(dtype);
                    default -> null;
                });
        if (isComplex && this == SIGN) {
            throw Sentences.runtimeError("Unlike NumPy, torch.sign is not intended to support complex numbers. Please"
                    + " use torch.sgn instead.");
        }
        if (isComplex && kind == Kind.ROUNDING && this != ROUND) {
            throw Sentences.runtimeError(torchName + " is not supported for complex inputs");
        }
        if (kind == Kind.ROUNDING && (isComplex || dtype == Dtype.BOOL) || isComplex && this == ERF) {
            throw Sentences.notImplemented(torchName + "_vml_cpu", dtype);
        }
        if (kind == Kind.FLOATS_ALONE && !dtype.isFloatingPoint()) {
            throw Sentences.notImplemented(torchName, dtype);
        }
    }
}
