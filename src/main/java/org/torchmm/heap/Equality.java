package org.torchmm.heap;

/** Whether arrays of one dtype and size hold the same elements. */
final class Equality {

    private Equality() {}

    static boolean holds(Operand a, Operand b) {
        return all(Pairs.of(Recycler.NONE, BinaryOp.EQ, a, b));
    }

    /** Of an array without dimensions alone, as DJL's contentEquals(Number) asks for one size. */
    static boolean holdsOfAll(Operand a, Operand number) {
        return a.rank() == 0 && a.dtype() == number.dtype() && holds(a, number);
    }

    private static boolean all(Operand truths) {
        byte[] bytes = (byte[]) truths.storage().data;
        int count = (int) truths.layout().count();
        for (int i = 0; i < count; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
