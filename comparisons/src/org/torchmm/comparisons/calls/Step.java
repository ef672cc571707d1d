package org.torchmm.comparisons.calls;

import java.util.List;

/**
 * A call of a program.
 *
 * @param id what later steps know its result by
 * @param operands the steps whose results it takes
 */
record Step(int id, Call call, List<Integer> operands) {

    static String name(int id) {
        return "a" + id;
    }

    Step with(Call other) {
        return new Step(id, other, operands);
    }

    /** The same with one result in the place of another. */
    Step rewired(int from, int to) {
        return new Step(id, call, operands.stream().map(o -> o == from ? to : o).toList());
    }

    @Override
    public String toString() {
        return name(id) + " = " + call.text(operands.stream().map(Step::name).toList());
    }
}
