package org.torchmm.libtorch;

/** What keeps libtorch from being loaded and was found before anything native was touched; the message says what helps. */
final class Obstacle extends Exception {

    private static final long serialVersionUID = 1;

    Obstacle(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    Obstacle(String sentence) {
        super(sentence);
    }
}
