package org.torchmm.comparisons.dangers;

import ai.djl.ndarray.NDArray;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.torchmm.Torch;
import org.torchmm.comparisons.dangers.Closing.Operand;

/**
 * Frees operands while calls use them, from another thread and at random moments: a call has to give the right result or be an
 * {@link IllegalStateException}. Prints a row for each way and use, as it ends: whoever dies has not printed the next.
 */
public final class Dangers {

    /** Calls at most while one operand lives. */
    private static final int CALLS = 200;

    private static final int LONGEST_LIFE_NANOS = 2_000_000;

    private Dangers() {}

    /** {@code rounds seed}: rounds for each way and use. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        Random random = new Random(seed);
        int lost = 0;
        for (Closing closing : Closing.values()) {
            for (Use use : Use.values()) {
                Tally tally = new Tally();
                try (Torch torch = use.open()) {
                    for (int round = 0; round < rounds; round++) {
                        round(torch, closing, use, random, tally);
                    }
                }
                System.out.println(tally.row(closing, use));
                lost += tally.lost.size();
            }
        }
        if (lost > 0) {
            System.out.println("seed " + seed);
            System.exit(1);
        }
    }

    private static void round(Torch torch, Closing closing, Use use, Random random, Tally tally)
            throws InterruptedException {
        Operand operand = closing.operand(torch);
        Thread user = new Thread(() -> {
            for (int call = 0; call < CALLS && ask(torch, use, operand.ones(), tally); call++) {}
        });
        user.start();
        LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_NANOS));
        operand.closing().run();
        user.join();
    }

    /** Whether the operand may still be there. */
    private static boolean ask(Torch torch, Use use, NDArray ones, Tally tally) {
        tally.tried++;
        try {
            if (use.isRight(torch, ones)) {
                tally.right++;
            } else {
                tally.lost.add("a wrong result");
            }
            return true;
        } catch (IllegalStateException e) {
            tally.refused++;
        } catch (RuntimeException | Error e) {
            tally.lost.add(e.toString());
        }
        return false;
    }
}
