package org.torchmm.comparisons.calls;

import ai.djl.engine.EngineException;
import java.util.List;

/** What a kind refused: class and sentence. DJL's own methods have one class for all that libtorch refuses. */
record Refusal(String type, String sentence) {

    private static final List<String> LIBTORCHS =
            List.of(IllegalArgumentException.class.getSimpleName(), IndexOutOfBoundsException.class.getSimpleName());

    static Refusal of(Throwable e) {
        String sentence = String.valueOf(e.getMessage());
        int trace = sentence.indexOf("\nException raised from");
        return new Refusal(e.getClass().getSimpleName(), trace < 0 ? sentence : sentence.substring(0, trace));
    }

    /** Whether this, of arrays in Java's memory, is libtorch's as torchmm tells it. */
    boolean tells(Refusal libtorchs) {
        boolean isDjls = libtorchs.type.equals(EngineException.class.getSimpleName());
        return sentence.equals(libtorchs.sentence) && (isDjls ? LIBTORCHS.contains(type) : type.equals(libtorchs.type));
    }

    /** What there is not on arrays in Java's memory, and says so. */
    boolean isDeclared() {
        return sentence.contains("not computed on arrays in Java's memory")
                || sentence.contains("of which there are no arrays in Java's memory");
    }

    @Override
    public String toString() {
        return type + ": " + sentence;
    }
}
