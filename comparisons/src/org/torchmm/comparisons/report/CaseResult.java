package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.List;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.ErrorBound;
import org.torchmm.comparisons.Verdict;
import org.torchmm.kernel.MatrixKernel;

/**
 * A case as libtorch and every kernel answered it.
 *
 * @param bound the greatest error allowed, as a share of the sum of all |a||b|; 0 where results have to be equal
 */
record CaseResult(Case asked, boolean isRefused, double bound, List<Verdict> verdicts) {

    static CaseResult of(Case asked, List<MatrixKernel> kernels) {
        try (Comparison comparison = new Comparison(asked)) {
            List<Verdict> verdicts = new ArrayList<>();
            verdicts.add(comparison.libtorch());
            kernels.forEach(kernel -> verdicts.addAll(comparison.of(kernel)));
            return of(comparison, verdicts);
        }
    }

    static CaseResult of(Comparison comparison, List<Verdict> verdicts) {
        boolean isRefused = comparison.isRefused();
        double bound = isRefused ? 0 : ErrorBound.of(comparison.asked());
        return new CaseResult(comparison.asked(), isRefused, bound, verdicts);
    }

    boolean isAgreement() {
        return verdicts.stream().allMatch(Verdict::isAgreement);
    }

    /** The greatest error of all who were asked, as a share of the bound. */
    double share() {
        return verdicts.stream().mapToDouble(Verdict::share).max().orElse(0);
    }

    /** The greatest error of one who was asked, as a share of the bound; 0 if he was not. */
    double share(String subject) {
        return verdicts.stream()
                .filter(verdict -> verdict.subject().equals(subject))
                .mapToDouble(Verdict::share)
                .max()
                .orElse(0);
    }

    /** The greatest error in the unit of {@link #bound}. */
    String error() {
        return bound == 0 ? "0" : Decimals.scientific(share() * bound);
    }

    String boundText() {
        return isRefused ? "refused" : bound == 0 ? "equal" : Decimals.scientific(bound);
    }

    String verdict() {
        return !isAgreement() ? "DIFFERS" : isRefused ? "refused alike" : "agrees";
    }
}
