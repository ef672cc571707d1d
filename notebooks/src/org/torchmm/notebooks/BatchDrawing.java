package org.torchmm.notebooks;

import ai.djl.ndarray.types.Shape;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;

/** {@code (B, N, M) x (B, M, P) = (B, N, P)} as three stacks of sheets, one sheet a matrix, one row and one column marked. */
final class BatchDrawing {

    private static final int CELL = 26;
    private static final int SHEETS = 4;
    private static final int SHIFT = 12;
    private static final int GAP = 62;
    private static final int LEFT = 28;
    private static final int TOP = 64;
    private static final int BOTTOM = 40;
    private static final int LARGEST = 6;

    private final long batch;
    private final long n;
    private final long m;
    private final long p;

    BatchDrawing(Shape a, Shape b) {
        batch = a.get(0);
        n = a.get(1);
        m = a.get(2);
        p = b.get(2);
    }

    Picture picture() {
        int sheets = sheets();
        int spread = (sheets - 1) * SHIFT;
        int tallest = CELL * Math.max(shown(n), shown(m));
        int width = LEFT + 3 * spread + CELL * (shown(m) + shown(p) + shown(p)) + 2 * GAP + LEFT + 40;
        int height = TOP + spread + tallest + BOTTOM;
        String description = String.format(
                Locale.ROOT,
                "(%d, %d, %d) x (%d, %d, %d) = (%d, %d, %d):" + " each of the %d matrices of a with its own of b",
                batch,
                n,
                m,
                batch,
                m,
                p,
                batch,
                n,
                p,
                batch);
        return Picture.of(width, height, description, graphics -> {
            int middle = TOP + spread + tallest / 2;
            int x = LEFT;
            stack(graphics, "a", n, m, x, middle, Picture.BLUE, 0, -1);
            x += CELL * shown(m) + spread;
            sign(graphics, "×", x + GAP / 2, middle);
            x += GAP;
            stack(graphics, "b", m, p, x, middle, Picture.RED, -1, 0);
            x += CELL * shown(p) + spread;
            sign(graphics, "=", x + GAP / 2, middle);
            x += GAP;
            stack(graphics, "bmm(a, b)", n, p, x, middle, Picture.GREEN, 0, 0);
        });
    }

    private int sheets() {
        return (int) Math.min(SHEETS, batch);
    }

    private static int shown(long size) {
        return (int) Math.min(LARGEST, size);
    }

    private static void sign(Graphics2D graphics, String sign, int x, int y) {
        graphics.setColor(Picture.INK);
        graphics.setFont(Picture.font(Font.PLAIN, 30));
        Picture.centred(graphics, sign, x, y + 8);
    }

    /** Sheets from the back to the front; on the front one a row is marked, or a column, or where both meet. */
    private void stack(
            Graphics2D graphics,
            String name,
            long rows,
            long columns,
            int x,
            int middle,
            Color color,
            int row,
            int column) {
        int width = CELL * shown(columns);
        int height = CELL * shown(rows);
        int front = middle - height / 2;
        for (int sheet = sheets() - 1; sheet >= 0; sheet--) {
            int left = x + sheet * SHIFT;
            int top = front - sheet * SHIFT;
            graphics.setColor(Color.WHITE);
            graphics.fillRect(left, top, width, height);
            for (int i = 0; i < shown(rows); i++) {
                for (int j = 0; j < shown(columns); j++) {
                    boolean isMarked = sheet == 0 && (row < 0 || i == row) && (column < 0 || j == column);
                    graphics.setColor(isMarked ? color : tint(color));
                    graphics.fillRect(left + j * CELL, top + i * CELL, CELL, CELL);
                    graphics.setColor(Color.WHITE);
                    graphics.drawRect(left + j * CELL, top + i * CELL, CELL, CELL);
                }
            }
            graphics.setColor(color);
            graphics.setStroke(new BasicStroke(1.5f));
            graphics.drawRect(left, top, width, height);
        }
        graphics.setColor(Picture.INK);
        graphics.setFont(Picture.font(Font.BOLD, 17));
        graphics.drawString(name, x, front - sheets() * SHIFT - 10);
        graphics.setFont(Picture.font(Font.PLAIN, 16));
        graphics.drawString("(" + batch + ", " + rows + ", " + columns + ")", x, front + height + 26);
    }

    private static Color tint(Color color) {
        return new Color(
                255 - (255 - color.getRed()) / 6,
                255 - (255 - color.getGreen()) / 6,
                255 - (255 - color.getBlue()) / 6);
    }
}
