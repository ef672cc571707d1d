package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.rules.Word;

/** A case's name is the case. */
class CaseTest {

    @Test
    void every_name_of_the_catalogue_reads_back_and_is_there_once() {
        Map<String, String> groups = new HashMap<>();
        Cases.groups().forEach((group, cases) -> {
            for (Case asked : cases) {
                assertEquals(asked, Case.parse(asked.toString()));
                String other = groups.put(asked.toString(), group);
                assertEquals(null, other, () -> asked + " is in " + group + " and in " + other);
            }
        });
        assertTrue(groups.size() > 5000, groups.size() + " cases");
    }

    @Test
    void every_word_of_the_table_is_asked() {
        Set<Word> asked = EnumSet.noneOf(Word.class);
        Cases.groups().values().forEach(cases -> cases.forEach(each -> asked.add(each.word())));
        assertEquals(EnumSet.allOf(Word.class), asked);
    }

    @Test
    void speed_shapes_can_be_multiplied_and_have_names() {
        List<SpeedShapes.SpeedShape> shapes = SpeedShapes.all();
        assertEquals(
                shapes.size(),
                shapes.stream().map(SpeedShapes.SpeedShape::name).distinct().count());
        for (SpeedShapes.SpeedShape shape : shapes) {
            assertTrue(Contraction.of(shape.product()).work() > 0, shape.name());
        }
    }

    @Test
    void a_layout_says_all() {
        String name = "matmul float64(2,3,4)/permuted(2,0,1)/expanded(0)/stepped(1)/offset(2) float64(4) subnormal -5";
        Case asked = Case.parse(name);
        assertEquals(name, asked.toString());
        assertEquals(List.of(2, 0, 1), asked.a().layout().order());
        OperandData data = OperandData.first(asked);
        // in memory (6, 1, 6): the last dimension outermost with 2 more than 4, the middle one innermost with twice 3
        assertEquals(List.of(0, 2, 6), List.of(data.stride(0), data.stride(1), data.stride(2)));
        assertEquals(6, data.offset());
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT32", "FLOAT64"})
    void values_are_what_they_are_called(ElementType type) {
        Map<Values, DoublePredicate> kinds = new EnumMap<>(Map.of(
                Values.NORMAL, x -> x != 0 && x != Math.rint(x),
                Values.INTEGERS, x -> x != 0 && x == Math.rint(x),
                Values.NAN, Double::isNaN,
                Values.INFINITIES, Double::isInfinite,
                Values.SIGNED_ZERO, x -> Double.doubleToLongBits(x) == Double.doubleToLongBits(-0.0),
                Values.SUBNORMAL, x -> x != 0 && Math.abs(x) < type.smallestNormal(),
                Values.HUGE, x -> Math.abs(x) > Math.sqrt(type.largest()) / 32 && Double.isFinite(x)));
        for (Values values : Values.values()) {
            Object data = type.newArray(100);
            values.fill(type, data, true, 3);
            long some = IntStream.range(0, 100)
                    .filter(i -> kinds.get(values).test(type.floating(data, i)))
                    .count();
            boolean isRare = values == Values.NAN || values == Values.INFINITIES || values == Values.SIGNED_ZERO;
            assertTrue(some >= (isRare ? 2 : 80), values + ": " + some + " of 100");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bmm float32(2,3,4) float32(2,4,5) normal",
                "bmm float32(2,3,4) float32(2,4,5) odd 1",
                "cross float32(3) float32(3) normal 1",
                "dot float32(3)/expanded(1) float32(3) normal 1",
                "dot float32(3)/sideways(0) float32(3) normal 1",
                "dot float32(3)/stepped(0)/offset(0) float32(3) normal 1",
                "dot float32(3) float32 normal 1",
                "dot int32(3) int32(3) nan 1",
            })
    void other_names_are_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Case.parse(name));
    }
}
