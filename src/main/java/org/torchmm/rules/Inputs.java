package org.torchmm.rules;

import java.util.List;

/** What an operation is asked: {@link Facts} for each array, a list of them for several, and the other values as they are; null for None. */
public record Inputs(Object... values) {

    public Facts tensor(int index) {
        return (Facts) values[index];
    }

    @SuppressWarnings("unchecked") // as the operation's schema has it
    public List<Facts> tensors(int index) {
        return (List<Facts>) values[index];
    }

    public Number number(int index) {
        return (Number) values[index];
    }

    public long integer(int index) {
        return (Long) values[index];
    }

    /** Null for None. */
    public Long integerOrNone(int index) {
        return (Long) values[index];
    }

    public long[] integers(int index) {
        return (long[]) values[index];
    }

    public boolean flag(int index) {
        return (Boolean) values[index];
    }

    public String text(int index) {
        return (String) values[index];
    }

    public Dtype dtype(int index) {
        return (Dtype) values[index];
    }

    /** Whether a gradient flows back to any of the arrays. */
    public boolean requireGrad() {
        for (Object value : values) {
            boolean requiresGrad = value instanceof Facts array
                    ? array.requiresGrad()
                    : value instanceof List<?> arrays
                            && arrays.stream().anyMatch(array -> ((Facts) array).requiresGrad());
            if (requiresGrad) {
                return true;
            }
        }
        return false;
    }

    public boolean isNone(int index) {
        return values[index] == null;
    }
}
