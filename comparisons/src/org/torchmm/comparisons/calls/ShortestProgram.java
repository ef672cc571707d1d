package org.torchmm.comparisons.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes a program that fails shorter while it fails: fewer steps, smaller arrays. */
final class ShortestProgram {

    private ShortestProgram() {}

    /** The shortest program met that still fails. */
    static Program of(Program failing, Function<List<Step>, Program> asked) {
        Program shortest = failing;
        for (boolean isShorter = true; isShorter; ) {
            isShorter = false;
            for (List<Step> candidate : shorter(shortest.steps())) {
                Program program = asked.apply(candidate);
                if (program.fault() != null) {
                    shortest = program;
                    isShorter = true;
                    break;
                }
            }
        }
        return shortest;
    }

    private static List<List<Step>> shorter(List<Step> steps) {
        List<List<Step>> candidates = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            candidates.add(without(steps, step.id()));
            if (!step.operands().isEmpty()) {
                candidates.add(rewired(steps, step.id(), step.operands().get(0)));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            for (Call call : step.call().smaller().apply(step.call())) {
                List<Step> candidate = new ArrayList<>(steps);
                candidate.set(i, step.with(call));
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    /** Without a step and all that take its result. */
    private static List<Step> without(List<Step> steps, int id) {
        List<Integer> gone = new ArrayList<>(List.of(id));
        List<Step> left = new ArrayList<>();
        for (Step step : steps) {
            if (gone.contains(step.id()) || step.operands().stream().anyMatch(gone::contains)) {
                gone.add(step.id());
            } else {
                left.add(step);
            }
        }
        return left;
    }

    /** Without a step, whose first operand is taken in its place. */
    private static List<Step> rewired(List<Step> steps, int id, int operand) {
        return steps.stream()
                .filter(step -> step.id() != id)
                .map(step -> step.rewired(id, operand))
                .toList();
    }
}
