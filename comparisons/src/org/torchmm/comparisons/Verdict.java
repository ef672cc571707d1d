package org.torchmm.comparisons;

/**
 * One comparison's end.
 *
 * @param asked the case
 * @param subject who was asked, and how: {@code libtorch}, {@code vector}, {@code vector, strided}
 * @param fault what is wrong, in torch.testing.assert_close's words where it is the elements; null if nothing
 * @param share the greatest error as a share of the one allowed, 0 to 1; 0 for integers and refusals
 */
public record Verdict(Asked asked, String subject, String fault, double share) {

    public boolean isAgreement() {
        return fault == null;
    }

    /** The case's name, who is wrong, and where. */
    @Override
    public String toString() {
        return asked + "\n" + subject + ": " + (isAgreement() ? "agrees" : fault);
    }
}
