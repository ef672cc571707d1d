package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What libtorch 2.7.1 gets wrong on processors with AMX (Intel's since Sapphire Rapids): a product of bfloat16 reads on past the end of a
 * row of a, up to a multiple of {@link #TILE} elements, and multiplies that by zeros. Where the next row begins with an infinity or a NaN,
 * the whole row becomes NaN. With oneDNN's {@code ONEDNN_MAX_CPU_ISA=AVX512_CORE_FP16} in the environment it does not.
 */
final class Amx {

    /** Steps of k in a tile of AMX. */
    private static final int TILE = 32;

    private static final Pattern FLAG = Pattern.compile("\\bamx_bf16\\b");

    private static final boolean IS_HERE = isHere(Path.of("/proc/cpuinfo"));

    private Amx() {}

    static boolean isWrong(Asked asked) {
        return IS_HERE && asked instanceof Case product && isReadPastRows(product);
    }

    /** Whether there is something after a row that a zero does not take away. */
    static boolean isReadPastRows(Case asked) {
        List<Integer> size = asked.a().size();
        boolean isSpecial = asked.values() == Values.NAN || asked.values() == Values.INFINITIES;
        return isSpecial
                && asked.a().dtype() == DataType.BFLOAT16
                && !size.isEmpty()
                && size.get(size.size() - 1) % TILE != 0;
    }

    /** As Linux tells it. */
    static boolean isHere(Path cpuinfo) {
        try {
            return Files.isReadable(cpuinfo)
                    && FLAG.matcher(Files.readString(cpuinfo)).find();
        } catch (IOException e) {
            return false;
        }
    }
}
