package org.torchmm.comparisons.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart as PNG, with two pixels for each point of a fine screen; or why there is none.
 *
 * @param png for a page
 * @param phone the same, drawn for a narrow one
 */
record Picture(byte[] png, byte[] phone, String missing) {

    private static final int PIXELS = 2;

    static Picture of(boolean isEmpty, Function<Screen, IChart> chart) {
        if (isEmpty) {
            return new Picture(null, null, "Nothing to show: these shapes were not measured.");
        }
        try {
            return new Picture(png(chart.apply(Screen.PAGE)), png(chart.apply(Screen.PHONE)), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkageError | InternalError e) { // a system without fonts; the tables stand without pictures
            return new Picture(null, null, "This system cannot draw text: " + e);
        }
    }

    private static byte[] png(IChart chart) throws IOException {
        BufferedImage image =
                new BufferedImage(PIXELS * chart.getWidth(), PIXELS * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(PIXELS, PIXELS);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    boolean isMissing() {
        return png == null;
    }

    String html(String description) {
        if (isMissing()) {
            return "<p class=\"note\">" + Table.escape(missing) + "</p>\n";
        }
        return "<picture><source media=\"(max-width: 640px)\" srcset=\"" + data(phone)
                + "\"><img class=\"chart\" width=\"" + Screen.PAGE.width + "\" alt=\"" + Table.escape(description)
                + "\" src=\"" + data(png) + "\"></picture>\n";
    }

    private static String data(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
