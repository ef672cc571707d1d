package org.torchmm.heap;

import java.util.Objects;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** The words that go element by element, of arrays in Java's memory that nobody can close meanwhile. */
final class ElementwiseWords {

    private final Recycler recycler;
    private final Operand out;
    private final Object[] arguments;

    private ElementwiseWords(Recycler recycler, Operand out, Object... arguments) {
        this.recycler = recycler;
        this.out = out;
        this.arguments = arguments;
    }

    /** A new array, or the one that is given where the result can be computed there; null for none. */
    static Operand answer(Operation operation, Recycler recycler, Operand out, Object... arguments) {
        ElementwiseWords of = new ElementwiseWords(recycler, out, arguments);
        return switch (operation) {
            case ADD, ADD_NUMBER -> of.sum(BinaryOp.ADD);
            case SUB, SUB_NUMBER -> of.sum(BinaryOp.SUB);
            case MUL, MUL_NUMBER -> of.two(BinaryOp.MUL);
            case DIV, DIV_NUMBER -> of.two(of.division());
            case POW -> of.two(BinaryOp.POW);
            case POW_NUMBER -> Powers.of(recycler, of.array(0), of.number(1), out);
            case POW_OF_NUMBER -> Powers.of(recycler, of.number(0), of.array(1), out);
            case MAXIMUM, MAX_OTHER -> of.two(BinaryOp.MAXIMUM);
            case MINIMUM, MIN_OTHER -> of.two(BinaryOp.MINIMUM);
            case NEG -> of.one(UnaryOp.NEG);
            case ABS -> of.one(UnaryOp.ABS);
            case EXP -> of.one(UnaryOp.EXP);
            case LOG -> of.one(UnaryOp.LOG);
            case SQRT -> of.one(UnaryOp.SQRT);
            case TANH -> of.one(UnaryOp.TANH);
            case SIGMOID -> of.one(UnaryOp.SIGMOID);
            case RELU -> of.one(UnaryOp.RELU);
            case GELU -> of.one(of.gelu());
            case CLAMP -> Clamp.of(recycler, of.array(0), of.number(1), of.number(2), out);
            case CLAMP_ARRAYS -> Clamp.of(recycler, of.array(0), of.array(1), of.array(2));
            case EQ, EQ_NUMBER -> of.two(BinaryOp.EQ);
            case NE, NE_NUMBER -> of.two(BinaryOp.NEQ);
            case LT, LT_NUMBER -> of.two(BinaryOp.LT);
            case LE, LE_NUMBER -> of.two(BinaryOp.LTE);
            case GT, GT_NUMBER -> of.two(BinaryOp.GT);
            case GE, GE_NUMBER -> of.two(BinaryOp.GTE);
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> of.where();
            case MASKED_FILL -> Masks.fill(recycler, of.array(0), of.array(1), of.number(2));
            case MASKED_FILL_ARRAY -> Masks.fill(recycler, of.array(0), of.array(1), of.array(2));
            case TRIL -> Masks.triangle(recycler, "tril", of.array(0), (long) arguments[1]);
            case TRIU -> Masks.triangle(recycler, "triu", of.array(0), (long) arguments[1]);
            case ZEROS_LIKE -> of.like(0, 1);
            case ONES_LIKE -> of.like(1, 1);
            case FULL_LIKE -> of.like(of.number(1), 2);
            default -> throw new AssertionError(operation);
        };
    }

    private Operand array(int index) {
        return (Operand) arguments[index];
    }

    private Number number(int index) {
        return (Number) arguments[index];
    }

    private Operand one(UnaryOp op) {
        return Each.of(recycler, op, 0, array(0), out);
    }

    private UnaryOp gelu() {
        String approximate = (String) arguments[1];
        Sentences.refuse(ElementwiseRules.approximation(approximate));
        return approximate.equals("none") ? UnaryOp.GELU : UnaryOp.GELU_TANH;
    }

    private Operand two(BinaryOp op) {
        return Pairs.of(recycler, op, array(0), other(1), type(), out);
    }

    private Operand sum(BinaryOp op) {
        return ScaledSum.of(recycler, op, array(0), other(1), type(), number(2), out);
    }

    private Operand other(int index) {
        return arguments[index] instanceof Number number ? Numbers.ofTorch(number) : array(index);
    }

    private ResultType type() {
        ResultType type = new ResultType().with(array(0));
        return arguments[1] instanceof Number number ? type.with(number) : type.with(array(1));
    }

    private BinaryOp division() {
        String mode = (String) arguments[2];
        if (mode == null) {
            return BinaryOp.DIV;
        }
        return switch (mode) {
            case "trunc" -> BinaryOp.DIV_TRUNC;
            case "floor" -> BinaryOp.DIV_FLOOR;
            default -> throw new AssertionError(mode);
        };
    }

    private Operand where() {
        ResultType type = new ResultType();
        for (int i = 1; i <= 2; i++) {
            if (arguments[i] instanceof Number number) {
                type.with(number);
            } else {
                type.with(array(i));
            }
        }
        Dtype dtype = type.dtype();
        Operand a = arguments[1] instanceof Number number ? Numbers.fitting(number, dtype) : array(1);
        Operand b = arguments[2] instanceof Number number ? Numbers.fitting(number, dtype) : array(2);
        return Gathering.where(recycler, array(0), a, b, dtype, out);
    }

    private Operand like(Number value, int dtypeIndex) {
        Operand a = array(0);
        Dtype dtype = Objects.requireNonNullElse((Dtype) arguments[dtypeIndex], a.dtype());
        Sweep sweep = Sweep.ofCopy(a);
        Storage filling = Numbers.fitting(value, dtype).storage();
        Storage result = sweep.allocate(recycler, dtype);
        int count = (int) Sizes.elements(a.sizes());
        if (count > 0) {
            System.arraycopy(filling.data, 0, result.data, 0, Storage.parts(dtype));
            Convert.repeat(result.data, Storage.parts(dtype), count);
        }
        return sweep.array(result);
    }
}
