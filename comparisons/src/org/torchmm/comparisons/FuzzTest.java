package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Word;

/** The first cases of the fuzzer, and the fuzzer itself. */
class FuzzTest {

    private static final long CASES = 300;
    private static final long SEED = 20261123;

    @Test
    void random_cases_agree() {
        Request request = Request.ofProperties();
        request.kernels().forEach(AskedInVain::isAsked);
        String fault = new Fuzz(request.kernels(), request)
                .run(Request.number("fuzz.cases", CASES), Request.number("fuzz.seed", SEED), done -> {});
        if (fault != null) {
            fail(fault);
        }
    }

    @Test
    void a_wrong_kernel_is_found_and_its_case_made_small() {
        String fault = new Fuzz(List.of(new WrongKernels.LosesTail()), Request.EVERYTHING).run(1000, 6, done -> {});
        assertNotNull(fault, "nothing was found");
        String smallest = fault.substring(fault.indexOf("-Dcase=\"") + 8, fault.length() - 1);
        Case shrunk = Case.parse(smallest);
        assertEquals(smallest, shrunk.toString());
        Contraction product = Contraction.of(shrunk);
        // 9 columns is the least that shows it, in a product of single numbers
        assertEquals(List.of(1, 1, 9), List.of(product.m(), product.k(), product.n()), fault);
        assertTrue(
                shrunk.a().layout().equals(Layout.CONTIGUOUS)
                        && shrunk.b().layout().equals(Layout.CONTIGUOUS),
                fault);
    }

    @Test
    void the_same_seed_gives_the_same_cases_and_they_are_of_every_kind() {
        RandomCases first = new RandomCases(3);
        RandomCases second = new RandomCases(3);
        Set<Object> seen = new HashSet<>();
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            Case asked = first.next();
            assertEquals(asked, second.next());
            seen.add(asked.word());
            seen.add(asked.values());
            seen.add(asked.a().dtype());
            try (Comparison comparison = new Comparison(asked)) {
                refused += comparison.isRefused() ? 1 : 0;
            }
        }
        assertEquals(Word.values().length + Values.values().length + ElementType.values().length, seen.size());
        assertTrue(refused > 10 && refused < 200, refused + " of 1000 were refused");
    }
}
