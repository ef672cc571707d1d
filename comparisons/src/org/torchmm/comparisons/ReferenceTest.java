package org.torchmm.comparisons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.kernel.Matrices;

/** The judge before mathematics: its sums against exact ones, and what it allows against what is one product off. */
class ReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mm float32(3,200) float32(200,4) normal 1",
                "mm float32(3,200) float32(200,4) subnormal 1",
                "mm float32(3,20) float32(20,4) huge 1",
                "mm float64(3,200) float64(200,4) normal 1",
                "mm float64(3,200)/transposed float64(200,4)/stepped(0) subnormal 1",
                "mm float64(3,200) float64(200,4) huge 1",
                "mm float64(3,200) float64(200,4) huge 2",
            })
    void sums_are_as_good_as_exact(String name) {
        Case asked = Case.parse(name);
        OperandData a = OperandData.first(asked);
        OperandData b = OperandData.second(asked);
        Contraction product = Contraction.of(asked);
        Reference reference = Reference.of(product, a, b);
        ElementType type = reference.type();
        Matrices<?> x = product.first(a);
        Matrices<?> y = product.second(b);
        for (int at = 0; at < reference.elements(); at++) {
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal magnitude = BigDecimal.ZERO;
            for (int k = 0; k < product.k(); k++) {
                BigDecimal term = new BigDecimal(type.floating(a.data(), Storage.index(x, 0, at / product.n(), k)))
                        .multiply(new BigDecimal(type.floating(b.data(), Storage.index(y, 0, k, at % product.n()))));
                sum = sum.add(term);
                magnitude = magnitude.add(term.abs());
            }
            double roundoff = type == ElementType.FLOAT32 ? product.k() * 0x1p-53 : 0x1p-90;
            BigDecimal error = sum.subtract(reference.exactly(at)).abs();
            assertTrue(
                    error.compareTo(magnitude.multiply(new BigDecimal(roundoff), MathContext.DECIMAL64)) <= 0,
                    name + " at " + at + ": " + error);
            assertEquals(magnitude.doubleValue(), reference.magnitude(at), reference.magnitude(at) * 1e-12);
        }
    }

    /** Tolerances allow rounding and nothing else: the typical product is far larger than what is allowed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000})
    void one_product_too_few_is_outside(int k) {
        for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
            double typical = 1;
            assertTrue(new Tolerance(type, k).allowed(k * typical) < typical / 10, type + " " + k);
        }
    }
}
