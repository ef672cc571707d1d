package org.torchmm.comparisons.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.comparisons.Request;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.rules.Word;

/** The first programs of the fuzzer, and the fuzzer itself. */
class FuzzCallsTest {

    private static final long CALLS = 3000;
    private static final long SEED = 20261127;

    @Test
    void random_calls_come_to_the_same_with_both_kinds_of_arrays() {
        try (FuzzCalls fuzz = new FuzzCalls()) {
            String fault = fuzz.run(Request.number("fuzz.cases", CALLS), Request.number("fuzz.seed", SEED));
            if (fault != null) {
                fail(fault);
            }
            assertTrue(fuzz.refused() < fuzz.calls() / 3, fuzz.refused() + " of " + fuzz.calls() + " were refused");
            assertTrue(fuzz.uncomputed() < fuzz.calls() / 20, fuzz.uncomputed() + " were not computed");
        }
    }

    @Test
    void the_same_seed_gives_the_same_program_and_they_have_calls_of_every_kind() {
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            Set<String> seen = new HashSet<>();
            for (long seed = 0; seed < 400; seed++) {
                Program program = Program.draw(seed, libtorch, java);
                if (seed < 10) {
                    assertEquals(
                            program.steps().toString(),
                            Program.draw(seed, libtorch, java).steps().toString());
                }
                program.steps().forEach(step -> seen.add(step.call().name()));
            }
            Stream<String> expected = Stream.concat(
                    Stream.of(Word.values()).map(Word::toString),
                    Stream.of(
                            "randn",
                            "rand",
                            "randint",
                            "arange",
                            "full",
                            "eye",
                            "ones",
                            "zeros",
                            "tensor",
                            "unsqueeze",
                            "squeeze",
                            "transpose",
                            "t",
                            "mT",
                            "permute",
                            "expand",
                            "reshape",
                            "view",
                            "contiguous",
                            "select",
                            "narrow",
                            "sum",
                            "mean",
                            "amax",
                            "max",
                            "argmax",
                            "norm",
                            "softmax",
                            "cumsum",
                            "sort",
                            "topk",
                            "cat",
                            "stack",
                            "split",
                            "chunk",
                            "einsum",
                            "tensordot",
                            "multiDot",
                            "chainMatmul",
                            "vecdot",
                            "kron",
                            "matrixPower",
                            "vdot",
                            "inner",
                            "outer",
                            "linear",
                            "baddbmm",
                            "addbmm",
                            "addmm",
                            "addmv",
                            "addr",
                            "baddbmmi",
                            "addbmmi",
                            "addmmi",
                            "addmvi",
                            "addri",
                            "out.addmm",
                            "out.bmm",
                            "prod",
                            "var",
                            "std",
                            "argsort",
                            "where",
                            "maskedFill",
                            "clamp",
                            "gelu",
                            "to",
                            "clone",
                            "item",
                            "allclose",
                            "equal",
                            "assertClose",
                            "fullLike",
                            "zerosLike",
                            "onesLike",
                            "randperm",
                            "call",
                            ".add",
                            ".addi",
                            ".sum",
                            ".softmax",
                            ".toType",
                            ".get",
                            ".concat"));
            expected.forEach(name -> assertTrue(seen.contains(name), name + " is not among " + seen));
        }
    }

    /** As if every transpose of a matrix were wrong. */
    @Test
    void a_program_that_fails_is_made_short() {
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            Program wrong = Stream.iterate(0L, seed -> seed + 1)
                    .map(seed -> Program.draw(seed, libtorch, java))
                    .filter(program -> program.steps().size() > 8 && isWrong(program.steps()))
                    .findFirst()
                    .orElseThrow();
            Program shortest = ShortestProgram.of(wrong, steps -> {
                Program program = Program.of(steps, libtorch, java);
                return new Program(steps, isWrong(steps) ? "wrong" : null, program.refused(), program.uncomputed());
            });
            assertEquals(1, shortest.steps().size() - 1, shortest.toString());
            assertEquals("mT", shortest.steps().get(1).call().name());
            assertTrue(shortest.steps()
                    .get(1)
                    .toString()
                    .endsWith(".mT(a" + shortest.steps().get(0).id() + ")"));
        }
    }

    private static boolean isWrong(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.call().name().equals("mT"));
    }
}
