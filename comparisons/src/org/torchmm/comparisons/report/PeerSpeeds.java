package org.torchmm.comparisons.report;

import java.util.List;
import java.util.Map;

/**
 * How fast other libraries were beside libtorch and the fastest kernel.
 *
 * @param environment what their process had in its environment besides, such as OPENBLAS_CORETYPE
 */
record PeerSpeeds(Map<String, String> environment, List<SpeedResult> speeds) {

    /** Everyone but libtorch, in the order of the columns. */
    List<String> subjects() {
        return speeds.stream()
                .max((x, y) -> Integer.compare(x.timings().size(), y.timings().size()))
                .map(SpeedResult::kernels)
                .orElse(List.of());
    }

    /** The shapes that nobody was spared. */
    List<SpeedResult> askedOfAll() {
        return speeds.stream()
                .filter(speed -> speed.timings().stream().allMatch(Timing::isAsked))
                .toList();
    }

    boolean isAnyoneSpared() {
        return askedOfAll().size() < speeds.size();
    }

    String title() {
        return environment.isEmpty()
                ? "Peers"
                : "Peers with "
                        + String.join(
                                ", ",
                                environment.entrySet().stream()
                                        .map(Object::toString)
                                        .toList());
    }
}
