package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;

/** Where along a dimension the greatest, or the least, element is: the first of equals; the first NaN, where one is. */
final class Places {

    private Places() {}

    static Operand of(Recycler recycler, Operand a, int dim, boolean isGreatest) {
        ReductionRules.place(word(isGreatest), a, (long) dim);
        return along(recycler, a, dim, isGreatest);
    }

    /** The same of what is not refused. */
    static Operand along(Recycler recycler, Operand a, int dim, boolean isGreatest) {
        boolean[] reduced = new boolean[a.rank()];
        if (a.rank() > 0) {
            reduced[dim] = true;
        }
        Dtype wide = a.dtype().isWhole() ? Dtype.INT64 : Promotion.wide(a.dtype());
        Layout kept = Layout.contiguous(Dims.kept(a.sizes(), reduced)).without(reduced);
        Storage places = Storage.zeros(recycler, Dtype.INT64, kept.count());
        if (a.rank() > 0 && a.sizes()[dim] > 1) {
            Lines lines = Lines.of(recycler, a, dim, wide);
            long[] result = (long[]) places.data;
            for (int i = 0; i < lines.count; i++) {
                result[i] = place(lines.storage.data, i * lines.length, lines.length, isGreatest);
            }
            lines.storage.letGo();
        }
        return new Operand(places, kept);
    }

    /** torch's. */
    static String word(boolean isGreatest) {
        return isGreatest ? "argmax" : "argmin";
    }

    private static int place(Object data, int at, int n, boolean isGreatest) {
        if (data instanceof float[] x) {
            return place(x, at, n, isGreatest);
        }
        return data instanceof double[] x ? place(x, at, n, isGreatest) : place((long[]) data, at, n, isGreatest);
    }

    private static int place(float[] x, int at, int n, boolean isGreatest) {
        float best = x[at];
        int place = 0;
        for (int i = 1; i < n && best == best; i++) {
            float next = x[at + i];
            if (isGreatest ? !(next <= best) : !(next >= best)) {
                best = next;
                place = i;
            }
        }
        return place;
    }

    private static int place(double[] x, int at, int n, boolean isGreatest) {
        double best = x[at];
        int place = 0;
        for (int i = 1; i < n && best == best; i++) {
            double next = x[at + i];
            if (isGreatest ? !(next <= best) : !(next >= best)) {
                best = next;
                place = i;
            }
        }
        return place;
    }

    private static int place(long[] x, int at, int n, boolean isGreatest) {
        int place = 0;
        for (int i = 1; i < n; i++) {
            if (isGreatest ? x[at + i] > x[at + place] : x[at + i] < x[at + place]) {
                place = i;
            }
        }
        return place;
    }
}
