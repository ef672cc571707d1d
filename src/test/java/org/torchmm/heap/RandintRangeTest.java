package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torchmm.ChildJvm;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;

/** Bounds of randint against libtorch, in a process of its own: libtorch writes a warning to stderr for every large one. */
class RandintRangeTest {

    private static final int CALLS = 20_000;

    @Test
    void any_bounds_of_every_dtype() throws IOException, InterruptedException {
        ChildJvm.Result result = new ChildJvm().quiet().run(Main.class);

        assertEquals(List.of("no difference"), result.lines());
        assertEquals(0, result.exit());
    }

    static final class Main {

        public static void main(String[] args) {
            String found = "no difference";
            int drawn = 0;
            try (LibtorchGenerator libtorch = new LibtorchGenerator()) {
                Generator generator = new Generator(0);
                for (int seed = 0; seed < CALLS; seed++) {
                    Random random = new Random(seed);
                    Dtype dtype = Dtype.values()[random.nextInt(Dtype.values().length)];
                    long low = bound(random);
                    long high = random.nextInt(3) == 0 ? bound(random) : low + random.nextInt(300) - 20;
                    libtorch.manualSeed(seed);
                    generator.manualSeed(seed);
                    String theirs = theirs(libtorch, dtype, low, high);
                    String ours = ours(generator, dtype, low, high);
                    if (!theirs.equals(ours)) {
                        found = "seed " + seed + ", " + dtype + ", " + low + ", " + high + ": " + theirs + " is "
                                + ours;
                        break;
                    }
                    drawn += theirs.startsWith("[") ? 1 : 0;
                }
            }
            System.out.println(drawn > CALLS / 10 ? found : found + " in " + drawn + " calls that drew");
        }

        private static String theirs(LibtorchGenerator libtorch, Dtype dtype, long low, long high) {
            try {
                return Drawn.text(libtorch.randint(dtype, low, high, 5));
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }

        private static String ours(Generator generator, Dtype dtype, long low, long high) {
            try {
                Object data = Drawn.allocate(dtype, 5);
                generator.randint(dtype, RandintRange.of(dtype, low, high), data, 0, 5);
                return Drawn.text(Drawn.read(dtype, data));
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }

        /** Powers of two and their neighbours, of either sign, and whatever else. */
        private static long bound(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> random.nextLong();
                case 1 -> random.nextInt(601) - 300;
                case 2 -> random.nextLong() >> random.nextInt(64);
                default -> (random.nextBoolean() ? 1 : -1) * (1L << random.nextInt(64)) + random.nextInt(7) - 3;
            };
        }
    }
}
