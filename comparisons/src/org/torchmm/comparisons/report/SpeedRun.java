package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.peers.PreparedProduct;

/** One contest over some shapes in this JVM. */
record SpeedRun(Contest contest, Clock clock, Settings settings) {

    /**
     * Times every shape.
     *
     * @param isVerified whether each product is compared first; without that a result has no agreement
     * @param finished told each result
     */
    void run(List<SpeedShape> shapes, boolean isVerified, Consumer<SpeedResult> finished) {
        for (SpeedShape shape : shapes) {
            finished.accept(run(shape, isVerified));
        }
    }

    private SpeedResult run(SpeedShape shape, boolean isVerified) {
        CaseResult agreement = isVerified ? verify(shape) : null;
        List<PreparedProduct> opened = new ArrayList<>();
        try (SpeedTask task = new SpeedTask(shape.product())) {
            Map<String, Runnable> contenders = new LinkedHashMap<>();
            contenders.put(SpeedResult.LIBTORCH, task::byLibtorch);
            contenders.putAll(contest.contenders(task, opened, shape.product()));
            List<Timing> timings = new ArrayList<>(Race.of(clock, settings).run(contenders));
            contest.notAsked(shape.product()).forEach(subject -> timings.add(Timing.notAsked(subject)));
            return new SpeedResult(shape, agreement, timings);
        } finally {
            opened.forEach(PreparedProduct::close);
        }
    }

    private CaseResult verify(SpeedShape shape) {
        try (Comparison comparison = new Comparison(shape.product())) {
            return CaseResult.of(comparison, contest.verdicts(comparison));
        }
    }
}
