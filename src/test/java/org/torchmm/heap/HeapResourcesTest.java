package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What managers do with what they own, as DJL's users know it: of arrays in Java's memory the same as of libtorch's. */
@ParameterizedClass
@ValueSource(strings = {"Java", "PyTorch"})
class HeapResourcesTest {

    private final NDManager manager;

    HeapResourcesTest(String engine) {
        manager = NDManager.newBaseManager(Device.cpu(), engine);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void a_manager_closes_what_is_inside_it() {
        NDManager inner = manager.newSubManager();
        NDManager innermost = inner.newSubManager(Device.cpu());
        NDArray array = innermost.zeros(new Shape(2));
        assertSame(inner, innermost.getParentManager());
        assertEquals(List.of(array), manager.getManagedArrays());
        boolean[] isClosed = {false};
        inner.attachInternal("resource", () -> isClosed[0] = true);
        inner.close();
        assertTrue(manager.isOpen());
        assertFalse(inner.isOpen() || innermost.isOpen());
        assertTrue(array.isReleased() && isClosed[0]);
        assertEquals(List.of(), manager.getManagedArrays());
        inner.close();
        assertThrows(IllegalStateException.class, () -> inner.attachInternal("late", () -> {}));
    }

    @Test
    void what_cannot_be_closed_keeps_no_other_open() {
        boolean[] isClosed = {false, false};
        NDManager inner = manager.newSubManager();
        for (int i = 0; i < 2; i++) {
            int each = i;
            inner.attachInternal("resource " + i, () -> {
                isClosed[each] = true;
                throw new IllegalArgumentException("it stays");
            });
        }
        inner.close();
        assertTrue(isClosed[0] && isClosed[1]);
        assertFalse(inner.isOpen());
    }

    @Test
    void what_is_detached_or_several_is_told_apart() {
        int[] closings = {0, 0};
        NDManager inner = manager.newSubManager();
        inner.attachInternal("both", () -> closings[0]++, () -> closings[1]++);
        inner.detachInternal("both_0");
        inner.close();
        assertEquals(0, closings[0]);
        assertEquals(1, closings[1]);
    }

    @Test
    void a_capped_manager_takes_nothing_more() {
        NDManager inner = manager.newSubManager();
        inner.cap();
        assertThrows(IllegalStateException.class, () -> inner.attachInternal("late", () -> {}));
        assertThrows(IllegalStateException.class, () -> inner.zeros(new Shape(2)));
    }

    @Test
    void what_is_lent_goes_back() {
        NDArray array = manager.zeros(new Shape(2));
        NDArray taken = manager.zeros(new Shape(3));
        try (NDManager inner = manager.newSubManager()) {
            array.tempAttach(inner);
            taken.tempAttach(inner);
            assertSame(inner, array.getManager());
            assertEquals(2, inner.getManagedArrays().size());
            taken.detach();
        }
        assertSame(manager, array.getManager());
        assertFalse(array.isReleased() || taken.isReleased());
        assertNotEquals(manager, taken.getManager());
        taken.close();
    }

    @Test
    void what_is_lent_on_goes_back_the_way_it_came() {
        NDArray array = manager.zeros(new Shape(2));
        try (NDManager inner = manager.newSubManager()) {
            array.tempAttach(inner);
            try (NDManager innermost = inner.newSubManager()) {
                array.tempAttach(innermost);
            }
            assertSame(inner, array.getManager());
        }
        assertSame(manager, array.getManager());
        assertFalse(array.isReleased());
    }

    @Test
    void what_is_lent_by_a_manager_that_closed_is_closed() {
        NDManager owner = manager.newSubManager();
        NDArray array = owner.zeros(new Shape(2));
        NDManager inner = manager.newSubManager();
        array.tempAttach(inner);
        owner.close();
        assertFalse(array.isReleased());
        inner.close();
        assertTrue(array.isReleased());
    }

    @Test
    void a_manager_has_a_name_and_an_engine() {
        NDManager inner = manager.newSubManager();
        assertEquals(inner.getName(), inner.getName());
        assertNotEquals(inner.getName(), manager.getName());
        assertTrue(inner.toString().contains(" Parent Name: " + manager.getName() + " isOpen: true Resource size: 0"));
        inner.setName("mine");
        assertTrue(inner.toString().startsWith("Name: mine "));
        assertSame(Engine.getEngine(manager.getEngine().getEngineName()), inner.getEngine());
        assertEquals(Device.cpu(), inner.getDevice());
        assertEquals(Device.cpu(), inner.defaultDevice());
    }
}
