package org.torchmm.notebooks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over sizes, which stand at equal distances however far apart they are. */
final class LineChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final List<Color> COLORS =
            List.of(Picture.BLUE, Picture.RED, Picture.GREEN, new Color(0x7e22ce), new Color(0x52606d));

    private LineChart() {}

    static Picture picture(String title, String x, String y, int[] sizes, Map<String, double[]> lines) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        List<Integer> places = Arrays.stream(sizes).boxed().toList();
        int number = 0;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            Color color = COLORS.get(number++ % COLORS.size());
            CategorySeries series = chart.addSeries(
                    line.getKey(),
                    places,
                    Arrays.stream(line.getValue()).boxed().toList());
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
            series.setLineColor(color);
            series.setLineWidth(2.5f);
        }
        String description = "lines \"" + title + "\": " + y + " over " + x + " " + Arrays.toString(sizes) + " for "
                + String.join(", ", lines.keySet());
        return Picture.of(WIDTH, HEIGHT, description, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    }

    private static void style(CategoryStyler styler) {
        Font font = Picture.font(Font.PLAIN, 15);
        styler.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
        styler.setOverlapped(true);
        styler.setYAxisMin(0.0);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xe3e6ea));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartFontColor(Picture.INK);
        styler.setAxisTickLabelsColor(Picture.INK);
        styler.setAxisTickMarksColor(Picture.GREY);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setLegendFont(font);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartTitleFont(Picture.font(Font.BOLD, 17));
        styler.setAntiAlias(true);
    }
}
