package org.torchmm.comparisons.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.torchmm.comparisons.Request;
import org.torchmm.comparisons.report.Machine;
import org.torchmm.comparisons.report.Results;
import org.torchmm.comparisons.report.Table;
import org.torchmm.comparisons.report.Table.Cell;

/** What JMH measured, as Markdown: a table a class of benchmarks, with a line a shape and a column for each that was timed. */
final class BenchmarkTable {

    private BenchmarkTable() {}

    static String markdown(Machine machine, Collection<RunResult> results, String args) {
        StringBuilder text = new StringBuilder("# The last benchmarks\n\n").append(machine.markdown());
        text.append("\nWritten by `mvn -q test-compile exec:exec@benchmarks -Djmh.keep=true")
                .append(args.isEmpty() ? "" : " -Djmh.args=\"" + args + "\"")
                .append(Request.ofProperties().options())
                .append("`: mean time of one product, ± half of JMH's confidence interval of 99.9 %.\n");
        if (machine.isAmd()) {
            text.append('\n').append(Results.AMD).append('\n');
        }
        Map<String, List<RunResult>> classes = new LinkedHashMap<>();
        results.forEach(result -> classes.computeIfAbsent(className(result), c -> new ArrayList<>())
                .add(result));
        classes.forEach((name, ofClass) -> text.append("\n## ")
                .append(name)
                .append("\n\n")
                .append(table(ofClass).markdown()));
        return text.toString();
    }

    private static Table table(List<RunResult> results) {
        Map<String, Map<String, String>> lines = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (RunResult result : results) {
            columns.add(column(result));
            lines.computeIfAbsent(line(result), line -> new LinkedHashMap<>()).put(column(result), time(result));
        }
        List<String> header = new ArrayList<>(List.of("Shape"));
        header.addAll(columns);
        Table table = new Table(header);
        lines.forEach((line, times) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(line)));
            columns.forEach(column -> row.add(Cell.of(times.getOrDefault(column, ""))));
            table.row(row);
        });
        return table;
    }

    private static String className(RunResult result) {
        String[] words = result.getParams().getBenchmark().split("\\.");
        return words[words.length - 2];
    }

    private static String line(RunResult result) {
        BenchmarkParams params = result.getParams();
        String shape = parameter(params, "shape");
        String dtype = parameter(params, "dtype");
        return shape.isEmpty() ? "(10,3,4) × (10,4,5)" : dtype.equals("float32") ? shape : shape + ", " + dtype;
    }

    private static String column(RunResult result) {
        String implementation = parameter(result.getParams(), "implementation");
        String method = result.getPrimaryResult().getLabel();
        return implementation.isEmpty() ? method : implementation + ", " + method;
    }

    private static String parameter(BenchmarkParams params, String name) {
        return params.getParamsKeys().contains(name) ? params.getParam(name) : "";
    }

    private static String time(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        double error = primary.getScoreError();
        return String.format(Locale.ROOT, "%.4g", primary.getScore())
                + (Double.isNaN(error) ? "" : String.format(Locale.ROOT, " ± %.2g", error)) + " "
                + primary.getScoreUnit().replace("/op", "");
    }
}
