package org.torchmm.comparisons.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** One look for all pictures: white, thin grey lines, the same colour for the same subject everywhere. */
final class ChartStyle {

    private static final Color TEXT = new Color(0x24292f);
    private static final Color GRID = new Color(0xe3e6ea);
    private static final Color LIBTORCH = new Color(0xe4572e);
    private static final List<Color> KERNELS = List.of(
            new Color(0x2563eb),
            new Color(0x8a94a6),
            new Color(0x15803d),
            new Color(0x9333ea),
            new Color(0xca8a04),
            new Color(0x0e7490),
            new Color(0xbe185d),
            new Color(0x7c4a21),
            new Color(0x65a30d),
            new Color(0x111827),
            new Color(0x38bdf8));

    private ChartStyle() {}

    static Color color(String subject, Findings findings) {
        List<String> others = Stream.concat(
                        findings.kernels().stream(), findings.peers().stream().flatMap(p -> p.subjects().stream()))
                .distinct()
                .toList();
        return subject.equals(SpeedResult.LIBTORCH) ? LIBTORCH : KERNELS.get(others.indexOf(subject) % KERNELS.size());
    }

    static void axes(AxesChartStyler styler, Screen screen) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, screen.fontSize);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartFontColor(TEXT);
        styler.setAxisTickLabelsColor(TEXT);
        styler.setAxisTickMarksColor(GRID);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setLegendFont(font);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(screen == Screen.PAGE ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartTitleVisible(false);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setAntiAlias(true);
    }
}
