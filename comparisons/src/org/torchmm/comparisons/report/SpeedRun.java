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
     * Times every shape, after all of them have been warmed up: what the compiler makes of the first products of a JVM is
     * not what it settles on once it has seen the others.
     *
     * @param isVerified whether each product is compared first; without that a result has no agreement
     * @param finished told each result
     */
    void run(List<SpeedShape> shapes, boolean isVerified, Consumer<SpeedResult> finished) {
        Race warmUp = new Race(clock, 0, settings.roundMillis(), settings.warmUpMillis() / 2);
        shapes.forEach(shape -> race(warmUp, shape));
        Race race = new Race(clock, settings.rounds(), settings.roundMillis(), settings.warmUpMillis());
        for (SpeedShape shape : shapes) {
            CaseResult agreement = isVerified ? verify(shape) : null;
            List<Timing> timings = new ArrayList<>(race(race, shape));
            contest.notAsked(shape.product()).forEach(subject -> timings.add(Timing.notAsked(subject)));
            finished.accept(new SpeedResult(shape, agreement, timings));
        }
    }

    private List<Timing> race(Race race, SpeedShape shape) {
        List<PreparedProduct> opened = new ArrayList<>();
        try (SpeedTask task = new SpeedTask(shape.product())) {
            Map<String, Runnable> contenders = new LinkedHashMap<>();
            contenders.put(SpeedResult.LIBTORCH, task::byLibtorch);
            contenders.putAll(contest.contenders(task, opened, shape.product()));
            return race.run(contenders);
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
