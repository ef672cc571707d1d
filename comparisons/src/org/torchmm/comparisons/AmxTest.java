package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of libtorch's cases are left out on which processors. */
class AmxTest {

    @ParameterizedTest
    @CsvSource({
        "'mm bfloat16(17,150) bfloat16(150,70)/transposed infinities 5', true",
        "'mm bfloat16(17,150) bfloat16(150,70) nan 5', true",
        "'mm bfloat16(17,160) bfloat16(160,70) infinities 5', false",
        "'mm bfloat16(17,150) bfloat16(150,70) normal 5', false",
        "'mm float16(17,150) float16(150,70) infinities 5', false",
        "'mm float32(17,150) float32(150,70) nan 5', false"
    })
    void rows_that_end_within_a_tile(String name, boolean isLeftOut) {
        assertEquals(isLeftOut, Amx.isReadPastRows(Case.parse(name)));
    }

    @Test
    void processors_as_linux_tells_of_them(@TempDir Path folder) throws IOException {
        Path cpuinfo = folder.resolve("cpuinfo");
        assertFalse(Amx.isHere(cpuinfo), "another system");
        Files.writeString(cpuinfo, "flags\t\t: fpu avx512_bf16 amx_bf16\n");
        assertTrue(Amx.isHere(cpuinfo));
        Files.writeString(cpuinfo, "flags\t\t: fpu avx512_bf16 amx_int8\n");
        assertFalse(Amx.isHere(cpuinfo));
    }
}
