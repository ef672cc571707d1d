package org.torchmm.comparisons.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;

/** A chart as PNG, with two pixels for each point of a fine screen; or why there is none. */
record Picture(byte[] png, int width, String missing) {

    private static final int PIXELS = 2;

    static Picture of(IChart chart, boolean isEmpty) {
        if (isEmpty) {
            return new Picture(null, 0, "Nothing to show: these shapes were not measured.");
        }
        try {
            BufferedImage image = new BufferedImage(
                    PIXELS * chart.getWidth(), PIXELS * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.scale(PIXELS, PIXELS);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
            graphics.dispose();
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return new Picture(png.toByteArray(), chart.getWidth(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkageError | InternalError e) { // a system without fonts; the tables stand without pictures
            return new Picture(null, 0, "This system cannot draw text: " + e);
        }
    }

    boolean isMissing() {
        return png == null;
    }

    String html(String description) {
        if (isMissing()) {
            return "<p class=\"note\">" + Table.escape(missing) + "</p>\n";
        }
        return "<div class=\"scroll\"><img class=\"chart\" width=\"" + width + "\" alt=\"" + Table.escape(description)
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"></div>\n";
    }
}
