package org.torchmm.notebooks;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** An image, which every kernel shows, with a text that says the same for those who do not see it. */
public final class Picture extends BufferedImage {

    static final Color INK = new Color(0x24292f);
    static final Color GREY = new Color(0xd0d5db);
    static final Color BLUE = new Color(0x1d4ed8);
    static final Color RED = new Color(0xc2410c);
    static final Color GREEN = new Color(0x15803d);

    private final String description;

    private Picture(int width, int height, String description) {
        super(width, height, TYPE_INT_RGB);
        this.description = description;
    }

    /** A white picture with something drawn on it. On a system that cannot draw text it stays white, and stderr says why. */
    static Picture of(int width, int height, String description, Consumer<Graphics2D> drawing) {
        Picture picture = new Picture(width, height, description);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(INK);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try {
            graphics.setFont(font(Font.PLAIN, 15));
            drawing.accept(graphics);
        } catch (LinkageError | InternalError e) { // no fontconfig, or no font
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            System.err.println("This picture stays white, as the system cannot draw text; it wants fonts: " + e);
        }
        graphics.dispose();
        return picture;
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static void centred(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
    }

    /** What the picture shows. */
    @Override
    public String toString() {
        return description;
    }
}
