package org.torchmm.notebooks;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;

/**
 * A matrix as squares: white is 0 and blue is the largest; where there are negative elements red is as far below 0 as blue is
 * above. What is not finite is grey. Small matrices show their numbers too.
 */
final class HeatMap {

    private static final int SIDE = 512;
    private static final int LARGEST_CELL = 56;
    private static final int LEFT = 76;
    private static final int TOP = 48;
    private static final int BOTTOM = 64;
    private static final int BAR = 18;
    private static final int RIGHT = 132;

    private final double[] elements;
    private final int rows;
    private final int columns;
    private final double least;
    private final double most;
    private final int cell;

    HeatMap(double[] elements, int rows, int columns) {
        this.elements = elements;
        this.rows = rows;
        this.columns = columns;
        double[] finite = Arrays.stream(elements).filter(Double::isFinite).toArray();
        least = Arrays.stream(finite).min().orElse(0);
        most = Arrays.stream(finite).max().orElse(0);
        cell = Math.max(1, Math.min(LARGEST_CELL, SIDE / Math.max(rows, columns)));
    }

    Picture picture(String title, String rowLabel, String columnLabel) {
        int width = Math.max(LEFT + columns * cell + RIGHT, 420);
        int height = TOP + Math.max(rows * cell, 120) + BOTTOM;
        String description = String.format(
                Locale.ROOT, "heat map \"%s\": (%d, %d), from %.4f to %.4f", title, rows, columns, least, most);
        return Picture.of(width, height, description, graphics -> {
            cells(graphics);
            ticks(graphics);
            bar(graphics);
            graphics.setFont(Picture.font(Font.PLAIN, 16));
            Picture.centred(graphics, columnLabel, LEFT + columns * cell / 2, TOP + rows * cell + 48);
            graphics.rotate(-Math.PI / 2);
            Picture.centred(graphics, rowLabel, -(TOP + rows * cell / 2), 24);
            graphics.rotate(Math.PI / 2);
            graphics.setFont(Picture.font(Font.BOLD, 17));
            graphics.drawString(title, LEFT, 30);
        });
    }

    private void cells(Graphics2D graphics) {
        graphics.setFont(Picture.font(Font.PLAIN, 15));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = elements[i * columns + j];
                Color color = color(value);
                graphics.setColor(color);
                graphics.fillRect(LEFT + j * cell, TOP + i * cell, cell, cell);
                if (cell >= 48) {
                    boolean isDark = color.getRed() + color.getGreen() + color.getBlue() < 400;
                    graphics.setColor(isDark ? Color.WHITE : Picture.INK);
                    Picture.centred(graphics, number(value), LEFT + j * cell + cell / 2, TOP + i * cell + cell / 2 + 6);
                }
            }
        }
        graphics.setColor(Picture.GREY);
        graphics.drawRect(LEFT - 1, TOP - 1, columns * cell + 1, rows * cell + 1);
    }

    private void ticks(Graphics2D graphics) {
        graphics.setColor(Picture.INK);
        int step = step(Math.max(rows, columns));
        for (int j = 0; j < columns; j += step) {
            Picture.centred(graphics, String.valueOf(j), LEFT + j * cell + cell / 2, TOP + rows * cell + 22);
        }
        for (int i = 0; i < rows; i += step) {
            String text = String.valueOf(i);
            graphics.drawString(
                    text, LEFT - 10 - graphics.getFontMetrics().stringWidth(text), TOP + i * cell + cell / 2 + 5);
        }
    }

    /** As many cells between labels as keep them apart. */
    private int step(int count) {
        for (int step : new int[] {1, 2, 4, 8, 16, 32, 64}) {
            if (step * cell >= 30) {
                return step;
            }
        }
        return Math.max(1, count / 8);
    }

    private void bar(Graphics2D graphics) {
        int x = LEFT + columns * cell + 24;
        int length = Math.max(rows * cell, 120);
        double top = most;
        double bottom = least < 0 ? least : 0;
        for (int y = 0; y < length; y++) {
            graphics.setColor(color(top + (bottom - top) * y / (length - 1)));
            graphics.fillRect(x, TOP + y, BAR, 1);
        }
        graphics.setColor(Picture.GREY);
        graphics.drawRect(x - 1, TOP - 1, BAR + 1, length + 1);
        graphics.setColor(Picture.INK);
        graphics.drawString(number(top), x + BAR + 8, TOP + 12);
        graphics.drawString(number(bottom), x + BAR + 8, TOP + length);
        if (bottom < 0 && top > 0) {
            graphics.drawString("0", x + BAR + 8, TOP + (int) (length * top / (top - bottom)) + 5);
        }
    }

    private Color color(double value) {
        if (!Double.isFinite(value)) {
            return Picture.GREY;
        }
        double greatest = Math.max(Math.abs(least), Math.abs(most));
        double share = greatest == 0 ? 0 : Math.abs(value) / greatest;
        Color end = value < 0 ? Picture.RED : Picture.BLUE;
        return new Color(mixed(end.getRed(), share), mixed(end.getGreen(), share), mixed(end.getBlue(), share));
    }

    private static int mixed(int end, double share) {
        return (int) Math.round(255 + (end - 255) * share);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e4
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) < 0.095 ? "%.3f" : "%.2f", value);
    }
}
