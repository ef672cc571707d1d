package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.Request;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Verdict;
import org.torchmm.comparisons.peers.Peer;
import org.torchmm.comparisons.peers.Peers;
import org.torchmm.comparisons.peers.PreparedProduct;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** Who is timed against libtorch, side by side in one process. */
enum Contest {
    /** Every kernel, under libtorch's own rule: a new array for each result. */
    KERNELS {
        @Override
        Map<String, Runnable> contenders(SpeedTask task, List<PreparedProduct> opened, Case asked) {
            Map<String, Runnable> contenders = new LinkedHashMap<>();
            kernels(asked).forEach(kernel -> contenders.put(kernel.name(), task.intoNew(kernel)));
            return contenders;
        }

        @Override
        List<Verdict> verdicts(Comparison comparison) {
            List<Verdict> verdicts = new ArrayList<>(List.of(comparison.libtorch()));
            kernels(comparison.asked()).forEach(kernel -> verdicts.addAll(comparison.of(kernel)));
            return verdicts;
        }

        @Override
        List<String> notAsked(Case asked) {
            return Request.ofProperties().kernels().stream()
                    .filter(kernel -> !Request.isAsked(kernel, asked))
                    .map(MatrixKernel::name)
                    .toList();
        }

        private Stream<MatrixKernel> kernels(Case asked) {
            return Request.ofProperties().kernels().stream().filter(kernel -> Request.isAsked(kernel, asked));
        }
    },
    /** The fastest kernel and every peer that is here, with the result's array given. */
    PEERS {
        @Override
        Map<String, Runnable> contenders(SpeedTask task, List<PreparedProduct> opened, Case asked) {
            return besides(present().filter(peer -> isTimed(peer, asked)).toList(), task, opened, asked);
        }

        @Override
        List<Verdict> verdicts(Comparison comparison) {
            return ofPeers(present().filter(peer -> isTimed(peer, comparison.asked())), comparison);
        }

        @Override
        List<String> notAsked(Case asked) {
            return present()
                    .filter(peer -> !isTimed(peer, asked))
                    .map(Peer::name)
                    .toList();
        }
    },
    /** OpenBLAS alone, for an environment that tells it which of its kernels to take. */
    OPENBLAS {
        @Override
        Map<String, Runnable> contenders(SpeedTask task, List<PreparedProduct> opened, Case asked) {
            return besides(List.of(Peers.openBlas()), task, opened, asked);
        }

        @Override
        List<Verdict> verdicts(Comparison comparison) {
            return ofPeers(Stream.of(Peers.openBlas()), comparison);
        }
    };

    /** Squares of 512 are below, those of 1024 above: a textbook loop takes five seconds for one of these. */
    static final double PLAIN_JAVA_OPERATIONS = 0x1p30;

    /** Named, libtorch apart; what has to be closed afterwards goes into {@code opened}. */
    abstract Map<String, Runnable> contenders(SpeedTask task, List<PreparedProduct> opened, Case asked);

    /** Whether everyone is right, libtorch too. */
    abstract List<Verdict> verdicts(Comparison comparison);

    /** Whoever is spared this product. */
    List<String> notAsked(Case asked) {
        return List.of();
    }

    /** The contest's name in the properties of a JVM. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Stream<Peer> present() {
        return Peers.all().stream().filter(peer -> peer.absence().isEmpty());
    }

    /** Neither of a dtype that the peer does not multiply, nor too large for it. */
    private static boolean isTimed(Peer peer, Case asked) {
        boolean isTooSlow = peer.isPlainJava() && SpeedTask.operations(asked) > PLAIN_JAVA_OPERATIONS;
        return !isTooSlow && Request.isAsked(peer.kernel(), asked);
    }

    private static Map<String, Runnable> besides(
            List<Peer> peers, SpeedTask task, List<PreparedProduct> opened, Case asked) {
        Map<String, Runnable> contenders = new LinkedHashMap<>();
        MatrixKernel fastest = MatrixKernels.best();
        if (Request.isAsked(fastest, asked)) {
            contenders.put(fastest.name(), task.intoGiven(fastest));
        }
        for (Peer peer : peers) {
            PreparedProduct product = peer.kernel().prepare(task);
            opened.add(product);
            contenders.put(peer.name(), product::run);
        }
        return contenders;
    }

    private static List<Verdict> ofPeers(Stream<Peer> peers, Comparison comparison) {
        List<Verdict> verdicts = new ArrayList<>(List.of(comparison.libtorch()));
        verdicts.addAll(comparison.of(MatrixKernels.best()));
        peers.forEach(peer -> verdicts.add(comparison.withinTolerance(peer.kernel())));
        return verdicts;
    }
}
