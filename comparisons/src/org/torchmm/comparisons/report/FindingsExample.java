package org.torchmm.comparisons.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.Verdict;

/** Findings that nobody had to measure: a kernel that is twice as fast as libtorch, and right. */
final class FindingsExample {

    static final Case PRODUCT = Case.parse("mm float32(64,64) float32(64,64) normal 1");
    static final Case LARGE = Case.parse("mm float32(128,128) float32(128,128) normal 1");
    static final Case REFUSED = Case.parse("mm float32(2,3) float32(2,3) normal 1");
    static final String FAULT = "Tensor-likes are not close! 1 < 2 & \"so on\"";

    private FindingsExample() {}

    static Findings good() {
        return of(null, 0);
    }

    static Findings bad() {
        return of(FAULT, 0);
    }

    /** The kernel's error is twice libtorch's, and half of what is allowed. */
    static Findings lessExact() {
        Findings good = good();
        CaseResult result = new CaseResult(
                PRODUCT,
                false,
                4e-6,
                List.of(new Verdict(PRODUCT, "libtorch", null, 0.25), new Verdict(PRODUCT, "fast", null, 0.5)));
        return new Findings(
                good.machine(),
                good.settings(),
                good.asked(),
                Map.of("large", List.of(result)),
                good.speeds(),
                List.of(),
                good.roof());
    }

    /** Of the six rounds one was disturbed. */
    static Findings disturbed() {
        return of(null, 1);
    }

    static Findings withPeers() {
        return withPeers(null);
    }

    /** A fast peer and a slow one, which is spared the larger product. */
    static Findings withPeers(String fault) {
        Findings good = good();
        SpeedResult small = new SpeedResult(
                new SpeedShape("square_64", PRODUCT, "small"),
                result(PRODUCT, false, 4e-6, fault),
                List.of(
                        new Timing("libtorch", List.of(8_000.0, 10_000.0, 14_000.0), 2, 0),
                        new Timing("fast", List.of(4_000.0, 5_000.0, 7_000.0), 0, 0),
                        new Timing("slow", List.of(20_000.0), 0, 0)));
        SpeedResult large = new SpeedResult(
                new SpeedShape("square_128", LARGE, "larger"),
                result(LARGE, false, 4e-6, fault),
                List.of(
                        new Timing("libtorch", List.of(80_000.0), 0, 0),
                        new Timing("fast", List.of(20_000.0), 0, 0),
                        Timing.notAsked("slow")));
        PeerSpeeds peers = new PeerSpeeds(Map.of(), List.of(small, large));
        return new Findings(
                good.machine(),
                good.settings(),
                good.asked(),
                good.groups(),
                good.speeds(),
                List.of(peers),
                good.roof());
    }

    private static Findings of(String fault, int disturbed) {
        Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
        groups.put("large", List.of(result(PRODUCT, false, 4e-6, fault)));
        groups.put("refused", List.of(result(REFUSED, true, 0, null)));
        SpeedResult speed = new SpeedResult(
                new SpeedShape("square_64", PRODUCT, "small & square"),
                result(PRODUCT, false, 4e-6, null),
                List.of(
                        new Timing("libtorch", List.of(8_000.0, 10_000.0, 14_000.0), 2, disturbed),
                        new Timing("fast", List.of(4_000.0, 5_000.0, 7_000.0), 0, 0)));
        return new Findings(
                new Machine("AMD <x>", "Linux", "Java", "libtorch", "", "2", "today"),
                new Settings(1, 3, 1, 0, "float32", false, List.of(), List.of(), Path.of("report.html"), null),
                List.of("fast"),
                groups,
                List.of(speed),
                List.of(),
                new Roof(400, 20));
    }

    private static CaseResult result(Case asked, boolean isRefused, double bound, String fault) {
        return new CaseResult(
                asked,
                isRefused,
                bound,
                List.of(
                        new Verdict(asked, "libtorch", null, bound == 0 ? 0 : 0.25),
                        new Verdict(asked, "fast", fault, 0)));
    }
}
