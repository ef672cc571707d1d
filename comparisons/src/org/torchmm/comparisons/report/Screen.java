package org.torchmm.comparisons.report;

/** What a chart is drawn for: one drawing serves no two widths, as its letters would grow and shrink with it. */
enum Screen {
    /** A page of usual width. */
    PAGE(980, 480, 13),
    /** One of 390 pixels, less the margins of the page. */
    PHONE(358, 350, 11);

    /** Of the chart, in pixels of CSS. */
    final int width;

    final int fontSize;
    private final int height;

    Screen(int width, int height, int fontSize) {
        this.width = width;
        this.height = height;
        this.fontSize = fontSize;
    }

    /** A chart's height with a legend of some entries below. */
    int height(int entries) {
        return height + legend(entries);
    }

    /** What a legend of one entry a line takes, as on a phone no two may fit; on a page it is one line. */
    int legend(int entries) {
        return this == PHONE ? 18 * entries : 0;
    }
}
