package org.torchmm.comparisons.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What was found, as pictures. */
final class Charts {

    private static final int ROW = 36;

    /** Square shapes are called so, with their size after it. */
    private static final String SQUARE = "square_";

    private Charts() {}

    /** Speed of squares over their size. */
    static Picture sizes(Findings findings) {
        return Picture.of(squares(findings.speeds()).isEmpty(), screen -> {
            CategoryChart chart = overSizes(screen, findings, findings.speeds(), subjects(findings), true);
            chart.getStyler().setYAxisMin(0.0);
            return chart;
        });
    }

    /** The same with the peers, and speeds from one to hundreds apart on an axis that is logarithmic. */
    static Picture peers(Findings findings) {
        List<SpeedResult> speeds = findings.peers().stream()
                .flatMap(table -> table.speeds().stream())
                .toList();
        List<String> subjects = speeds.stream()
                .flatMap(speed -> speed.timings().stream())
                .map(Timing::subject)
                .distinct()
                .toList();
        return Picture.of(squares(speeds).isEmpty(), screen -> {
            CategoryChart chart = overSizes(
                    screen, findings, merged(speeds), subjects, false); // XChart draws error bars beside such an axis
            chart.getStyler().setYAxisLogarithmic(true);
            if (screen == Screen.PAGE) {
                chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
                chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
            }
            return chart;
        });
    }

    /** What several tables say of one shape: of a subject that is in more than one of them, what the first says. */
    private static List<SpeedResult> merged(List<SpeedResult> speeds) {
        Map<String, SpeedResult> merged = new LinkedHashMap<>();
        for (SpeedResult speed : speeds) {
            merged.merge(speed.shape().name(), speed, (x, y) -> {
                List<Timing> timings = new ArrayList<>(x.timings());
                y.timings().stream()
                        .filter(timing -> timings.stream()
                                .noneMatch(known -> known.subject().equals(timing.subject())))
                        .forEach(timings::add);
                return new SpeedResult(x.shape(), x.agreement(), timings);
            });
        }
        return List.copyOf(merged.values());
    }

    private static List<SpeedResult> squares(List<SpeedResult> speeds) {
        return speeds.stream()
                .filter(speed -> speed.shape().name().startsWith(SQUARE))
                .sorted((x, y) -> Double.compare(x.operations(), y.operations()))
                .toList();
    }

    private static CategoryChart overSizes(
            Screen screen, Findings findings, List<SpeedResult> speeds, List<String> subjects, boolean hasSpreads) {
        List<SpeedResult> squares = squares(speeds);
        CategoryChart chart = new CategoryChartBuilder()
                .width(screen.width)
                .height(screen.height(subjects.size()))
                .xAxisTitle("n, of (n, n) × (n, n) in " + findings.settings().dtype())
                .yAxisTitle("GFLOP/s")
                .build();
        ChartStyle.axes(chart.getStyler(), screen);
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
        chart.getStyler().setOverlapped(true);
        List<String> sizes = squares.stream()
                .map(speed -> speed.shape().name().substring(SQUARE.length()))
                .toList();
        for (String subject : squares.isEmpty() ? List.<String>of() : subjects) {
            List<Double> gigaflops =
                    map(squares, speed -> speed.isAsked(subject) ? (Double) speed.gigaflops(subject) : null);
            List<Double> spreads = map(squares, speed -> speed.isAsked(subject) ? speed.gigaflopsSpread(subject) : 0.0);
            boolean hasSpread = hasSpreads && squares.stream().anyMatch(speed -> speed.hasSpread(subject));
            CategorySeries series = chart.addSeries(subject, sizes, gigaflops, hasSpread ? spreads : null);
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.color(subject, findings));
            series.setLineColor(ChartStyle.color(subject, findings));
            series.setLineWidth(2.5f);
        }
        return chart;
    }

    /** How many times as fast as libtorch each kernel was; the axis is logarithmic, as twice and half are as far from one. */
    static Picture ratios(Findings findings) {
        return Picture.of(
                findings.speeds().isEmpty() || findings.kernels().isEmpty(), screen -> ratios(screen, findings));
    }

    private static HorizontalBarChart ratios(Screen screen, Findings findings) {
        List<SpeedResult> speeds = findings.speeds();
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(screen.width)
                .height(120
                        + ROW * speeds.size()
                        + screen.legend(findings.kernels().size()))
                .xAxisTitle("times as fast as libtorch")
                .build();
        ChartStyle.axes(chart.getStyler(), screen);
        chart.getStyler().setYAxisTitleVisible(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(ROW / 2); // of the categories too, or it leaves names out
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::powerOfTwo);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        List<Double> all = new ArrayList<>();
        for (String kernel : findings.kernels()) {
            List<Double> logs = map(speeds, speed -> Math.log(speed.ratio(kernel)) / Math.log(2));
            all.addAll(logs);
            chart.addSeries(kernel, logs, map(speeds, speed -> speed.shape().name()))
                    .setFillColor(ChartStyle.color(kernel, findings));
        }
        chart.getStyler().setXAxisMin(Math.min(-1, Math.floor(Collections.min(all))));
        chart.getStyler().setXAxisMax(Math.max(1, Math.ceil(Collections.max(all))));
        chart.addAnnotation(new AnnotationLine(0, true, false));
        return chart;
    }

    private static String powerOfTwo(double exponent) {
        return exponent == Math.rint(exponent)
                ? exponent >= 0
                        ? String.format(Locale.ROOT, "%.0f×", Math.pow(2, exponent))
                        : String.format(Locale.ROOT, "1/%.0f×", Math.pow(2, -exponent))
                : "";
    }

    /** Speed over operations a byte, under what arithmetic and memory allow. */
    static Picture roofline(Findings findings) {
        return Picture.of(findings.speeds().isEmpty(), screen -> roofline(screen, findings));
    }

    private static XYChart roofline(Screen screen, Findings findings) {
        XYChart chart = new XYChartBuilder()
                .width(screen.width)
                .height(screen.height(subjects(findings).size() + 1))
                .xAxisTitle(
                        screen == Screen.PAGE
                                ? "floating-point operations for each byte of operands and result"
                                : "operations for each byte")
                .yAxisTitle("GFLOP/s")
                .build();
        ChartStyle.axes(chart.getStyler(), screen);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setMarkerSize(9);
        List<SpeedResult> speeds = findings.speeds();
        roof(chart, findings);
        for (String subject : subjects(findings)) {
            XYSeries series = chart.addSeries(
                    subject, map(speeds, SpeedResult::intensity), map(speeds, speed -> speed.gigaflops(subject)));
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(ChartStyle.color(subject, findings));
        }
        return chart;
    }

    private static void roof(XYChart chart, Findings findings) {
        Roof roof = findings.roof();
        double least = findings.speeds().stream()
                .mapToDouble(SpeedResult::intensity)
                .min()
                .orElseThrow();
        double most = findings.speeds().stream()
                .mapToDouble(SpeedResult::intensity)
                .max()
                .orElseThrow();
        double ridge = roof.gigaflops() / roof.gigabytes();
        double start = Math.min(least, ridge) / 1.5;
        double end = Math.max(ridge, most) * 1.5;
        XYSeries line = chart.addSeries("measured roof", new double[] {start, ridge, end}, new double[] {
            roof.gigabytes() * start, roof.gigaflops(), roof.gigaflops()
        });
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(Color.DARK_GRAY);
        line.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private static List<String> subjects(Findings findings) {
        List<String> subjects = new ArrayList<>(List.of(SpeedResult.LIBTORCH));
        subjects.addAll(findings.kernels());
        return findings.speeds().isEmpty() ? List.of() : subjects;
    }

    private static <T> List<T> map(List<SpeedResult> speeds, Function<SpeedResult, T> value) {
        List<T> values = new ArrayList<>(); // which takes the null of a point that is not there
        speeds.forEach(speed -> values.add(value.apply(speed)));
        return values;
    }
}
