package org.torchmm.comparisons.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.torchmm.comparisons.Request;
import org.torchmm.comparisons.report.Machine;

/**
 * JMH with its own arguments, {@code mvn -q test-compile exec:exec@benchmarks -Djmh.args=ProductBenchmark}; what it measured goes
 * into target/jmh.json, and with {@code -Djmh.keep=true} into comparisons/results too, with a table.
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(args);
        if (given.shouldHelp() || given.shouldList() || given.shouldListWithParams() || given.shouldListProfilers()) {
            Main.main(args);
            return;
        }
        Path measured = Path.of("target", "jmh.json");
        Files.createDirectories(measured.getParent());
        Request request = Request.ofProgram();
        request.kernels(); // or it says what is not there
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        asked("implementation", request.named(), given, options);
        asked("dtype", request.namedDtypes(), given, options);
        Collection<RunResult> results = new Runner(options.shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(measured.toString())
                        .build())
                .run();
        if (Boolean.getBoolean("jmh.keep")) {
            Path folder =
                    Path.of("comparisons", "results", "jdk" + Runtime.version().feature());
            keep(measured, results, folder, String.join(" ", args));
            System.out.println(folder.resolve("jmh.md"));
        }
    }

    /** What was asked for on Maven's command line, where JMH's own has nothing to say of it. */
    private static void asked(String parameter, List<String> values, Options given, ChainedOptionsBuilder options) {
        if (!values.isEmpty() && !given.getParameter(parameter).hasValue()) {
            options.param(parameter, values.toArray(String[]::new));
        }
    }

    /** Whole or not at all: JMH writes its own file at the end, and this one is written after it. */
    static void keep(Path measured, Collection<RunResult> results, Path folder, String args) throws IOException {
        Files.createDirectories(folder);
        String text = BenchmarkTable.markdown(Machine.ofNow(false), results, args);
        Files.writeString(folder.resolve("jmh.json"), Files.readString(measured));
        Files.writeString(folder.resolve("jmh.md"), text);
    }
}
