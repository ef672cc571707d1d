package org.torchmm.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Schema.Parameter;

class SchemaTest {

    @Test
    void parametersHaveTypesDefaultsAndKeywords() {
        Schema schema = Schema.parse(
                "aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor");
        assertEquals("baddbmm", schema.name());
        assertEquals("", schema.overload());
        assertEquals(
                List.of(
                        new Parameter("self", "Tensor", false, false, false, null),
                        new Parameter("batch1", "Tensor", false, false, false, null),
                        new Parameter("batch2", "Tensor", false, false, false, null),
                        new Parameter("beta", "Scalar", false, true, false, "1"),
                        new Parameter("alpha", "Scalar", false, true, false, "1")),
                schema.parameters());
        assertEquals(List.of("Tensor"), schema.results());
    }

    @Test
    void whatIsOptionalWrittenSymbolicOrOfAFixedLengthIsPlain() {
        Schema schema = Schema.parse("aten::sum.IntList_out(Tensor self, int[1]? dim, bool keepdim=False, *,"
                + " ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)");
        assertEquals("IntList_out", schema.overload());
        assertEquals(
                new Parameter("dim", "int[]", true, false, false, null),
                schema.parameters().get(1));
        assertEquals(
                new Parameter("out", "Tensor", false, true, true, null),
                schema.parameters().get(4));
        assertEquals(List.of("Tensor"), schema.results());
        assertEquals(
                List.of("Tensor", "Tensor"),
                Schema.parse("topk(Tensor self, SymInt k, int dim=-1) -> (Tensor values, Tensor indices)")
                        .results());
        assertEquals(
                List.of("Tensor[]"),
                Schema.parse("split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]")
                        .results());
    }

    @Test
    void commasInDefaultsCutNothing() {
        Schema schema = Schema.parse("f(Tensor self, int[2] stride=[1, 2], str mode=\"a,b\") -> ()");
        assertEquals("[1, 2]", schema.parameters().get(1).defaultValue());
        assertEquals("\"a,b\"", schema.parameters().get(2).defaultValue());
        assertEquals(List.of(), schema.results());
    }

    @Test
    void textThatIsNoSchemaIsRefused() {
        assertEquals(
                "no schema of an operator: bmm",
                assertThrows(IllegalArgumentException.class, () -> Schema.parse("bmm"))
                        .getMessage());
    }
}
