package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.text.ParseException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.rules.Dtype;

class NpyHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }          \n",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{'shape':(2,3),'fortran_order':False,'descr':'<f4'}",
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
                "{u'descr': u'<f4', u'fortran_order': False, u'shape': (2, 3,), }",
                " \t{ 'fortran_order' :\nFalse , 'shape' : ( 2 , 3 ) , 'descr' : '<f4' }\n\n",
            })
    void readsTheDictHoweverItIsSpelled(String text) throws ParseException {
        assertEquals(new NpyHeader("<f4", false, new Shape(2, 3)), NpyHeader.parse(text));
    }

    @Test
    void readsShapesOfEveryRank() throws ParseException {
        assertEquals(new Shape(), shape("()"));
        assertEquals(new Shape(), shape("( )"));
        assertEquals(new Shape(3), shape("(3,)"));
        assertEquals(new Shape(3), shape("(3L,)"));
        assertEquals(new Shape(0, 3), shape("(0, 3)"));
        assertEquals(new Shape(1L << 40, 0), shape("(1099511627776, 0)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(3)",
                "3",
                "[3]",
                "(,)",
                "(3,,)",
                "(3, 'a')",
                "(3.0,)",
                "(-1,)",
                "(",
                ")",
                "(1, (2, 3))",
                "(99999999999999999999,)",
                "(9223372036854775807, 2)",
                "(4611686018427387904, 4611686018427387904, 0)",
                "(True,)",
                "None"
            })
    void refusesWhatIsNoShape(String shape) {
        assertThrows(ParseException.class, () -> shape(shape));
    }

    @Test
    void refusesMoreDimensionsThanNumpyHas() throws ParseException {
        assertEquals(64, shape("(" + "1,".repeat(64) + ")").dimension());
        assertThrows(ParseException.class, () -> shape("(" + "1,".repeat(65) + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{}",
                "[]",
                "None",
                "{'descr': '<f4'}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'more': 1}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} x",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': , 'shape': (3,)}",
                "{'descr': <f4, 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f4' 'fortran_order': False, 'shape': (3,)}",
                "{'descr: '<f4', 'fortran_order': False, 'shape': (3,)}",
                "{descr: '<f4', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,",
                "{'descr': 'unclosed",
                "{'descr': '\\",
                "{u",
            })
    void refusesWhatIsNoHeader(String text) {
        assertThrows(ParseException.class, () -> NpyHeader.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "<f4,FLOAT32",
        "<f8,FLOAT64",
        "<f2,FLOAT16",
        "|u1,UINT8",
        "|i1,INT8",
        "<i4,INT32",
        "<i8,INT64",
        "|b1,BOOL",
        ">f4,FLOAT32",
        ">i8,INT64",
        "=f8,FLOAT64",
        "f8,FLOAT64",
        "<u1,UINT8",
        "<i2,INT16",
        ">c8,COMPLEX64",
        ">b1,BOOL"
    })
    void knowsTheDtypes(String descr, Dtype dtype) {
        assertEquals(dtype, new NpyHeader(descr, false, new Shape()).dtype());
    }

    @Test
    void knowsTheByteOrders() {
        assertEquals(ByteOrder.LITTLE_ENDIAN, new NpyHeader("<f4", false, new Shape()).byteOrder());
        assertEquals(ByteOrder.BIG_ENDIAN, new NpyHeader(">f4", false, new Shape()).byteOrder());
        assertEquals(ByteOrder.nativeOrder(), new NpyHeader("=f4", false, new Shape()).byteOrder());
        assertEquals(ByteOrder.nativeOrder(), new NpyHeader("f4", false, new Shape()).byteOrder());
    }

    @Test
    void keepsADtypeThatItDoesNotKnow() throws ParseException {
        NpyHeader plain = NpyHeader.parse("{'descr': '<c16', 'fortran_order': False, 'shape': ()}");
        NpyHeader structured = NpyHeader.parse(
                "{'descr': [('a, }', '<f4'), (\"b'\", '<i4', (2,))], 'fortran_order': False, 'shape': ()}");
        assertAll(
                () -> assertNull(plain.dtype()),
                () -> assertEquals("<c16", plain.descr()),
                () -> assertNull(structured.dtype()),
                () -> assertEquals("[('a, }', '<f4'), (\"b'\", '<i4', (2,))]", structured.descr()));
    }

    @Test
    void padsTheHeadToAMultipleOf64() {
        for (int rank = 0; rank <= 64; rank++) {
            long[] dimensions = new long[rank];
            Arrays.fill(dimensions, 1);
            byte[] head = NpyHeader.of(Dtype.FLOAT32, new Shape(dimensions)).toBytes();
            assertEquals(0, head.length % 64, "rank " + rank);
            assertTrue(new String(head, ISO_8859_1).endsWith(" \n"), "rank " + rank);
        }
    }

    private static Shape shape(String text) throws ParseException {
        return NpyHeader.parse("{'descr': '<f4', 'fortran_order': False, 'shape': " + text + "}")
                .shape();
    }
}
