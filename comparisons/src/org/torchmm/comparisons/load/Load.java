package org.torchmm.comparisons.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.torchmm.Torch;
import org.torchmm.comparisons.Request;

/**
 * Mixed requests from many threads at once: the kernel's road beside raw DJL, and where its time goes. The ways take turns, round
 * after round, in one process; medians of the rounds.
 *
 * <pre>mvn -q test-compile exec:exec@load -Dload.threads=32 -Dload.requests=10000</pre>
 */
public final class Load {

    private static final int THREADS = 32;
    private static final int REQUESTS = 10_000;
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 4;

    private final int[] requests;
    private final int threads;

    Load(int requests, int threads) {
        List<Integer> mixed = IntStream.range(0, requests)
                .map(i -> i % BmmShape.MIXED.size())
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(mixed, new Random(1));
        this.requests = mixed.stream().mapToInt(Integer::intValue).toArray();
        this.threads = threads;
    }

    public static void main(String[] args) throws InterruptedException {
        Load load = new Load(
                Math.toIntExact(Request.number("load.requests", REQUESTS)),
                Math.toIntExact(Request.number("load.threads", THREADS)));
        System.out.printf(
                "JDK %s, %d processors: %,d requests from %d threads; milliseconds%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), load.requests.length, load.threads);
        for (int aProduct : new int[] {1, Torch.getNumThreads()}) {
            load.run(aProduct, WARM_UP, ROUNDS).forEach(System.out::println);
        }
    }

    /** A table of all ways with so many threads a product. */
    List<String> run(int threadsOfProduct, int warmUp, int rounds) throws InterruptedException {
        Torch.setNumThreads(threadsOfProduct);
        Map<Way, Answers> answers = new EnumMap<>(Way.class);
        Map<Way, LoadRound[]> results = new EnumMap<>(Way.class);
        try {
            for (Way way : Way.values()) {
                answers.put(way, way.open(BmmShape.MIXED));
                results.put(way, new LoadRound[rounds]);
            }
            for (int round = -warmUp; round < rounds; round++) {
                for (Way way : Way.values()) {
                    LoadRound result = LoadRound.of(answers.get(way), requests, threads);
                    if (round >= 0) {
                        results.get(way)[round] = result;
                    }
                }
            }
        } finally {
            answers.values().forEach(Answers::close);
        }
        List<String> table = new ArrayList<>(List.of(
                "| threads a product: " + threadsOfProduct
                        + " | time | of raw DJL's | CPU | collecting garbage | at monitors |",
                "|---|---|---|---|---|---|"));
        LoadRound[] djl = results.get(Way.DJL);
        results.forEach((way, all) -> table.add(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %.0f | %.0f | %.0f |",
                way.title,
                median(all, LoadRound::wall),
                median(IntStream.range(0, all.length).mapToDouble(i -> all[i].wall() / djl[i].wall())),
                median(all, LoadRound::cpu),
                median(all, LoadRound::collecting),
                median(all, LoadRound::blocked))));
        return table;
    }

    private static double median(LoadRound[] rounds, ToDoubleFunction<LoadRound> value) {
        return median(Arrays.stream(rounds).mapToDouble(value));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
