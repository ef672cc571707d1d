package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a matrix is cut for several threads. */
class GridTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 98, 2", "74, 32, 2", "37, 64, 16", "1, 128, 4", "300, 2, 8", "3, 2, 64", "147, 64, 512"})
    void there_is_a_chunk_for_each_thread_where_there_are_tiles(int tiles, int panels, int threads) {
        Grid grid = Grid.of(tiles, 14, panels, threads, 0);
        assertTrue(grid.down() >= 1 && grid.down() <= tiles, grid::toString);
        assertTrue(grid.across() >= 1 && grid.across() <= panels, grid::toString);
        assertTrue(grid.down() * grid.across() >= Math.min(threads, tiles * panels / 2), grid::toString);
    }

    @Test
    void few_rows_are_not_cut_as_each_chunk_packs_its_own_b() {
        assertEquals(1, Grid.of(5, 14, 98, 2, 0).down());
        assertEquals(2, Grid.of(74, 14, 32, 2, 0).down(), "rows of a are packed by each chunk, too");
    }

    @Test
    void rows_are_cut_finer_where_a_thread_keeps_its_panels() {
        Grid grid = Grid.of(74, 14, 32, 2, 32);
        assertTrue(grid.isKept() && grid.down() > 2, grid::toString);
        assertFalse(Grid.of(74, 14, 32, 2, 0).isKept(), "there is no room");
    }

    @Test
    void many_rows_and_few_columns_are_cut_by_rows() {
        assertEquals(1, Grid.of(300, 14, 1, 2, 0).across());
        assertTrue(Grid.of(300, 14, 1, 2, 0).down() >= 2);
    }
}
