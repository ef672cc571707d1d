package org.torchmm.comparisons;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue: every case that every kernel is asked, in named groups. */
public final class Cases {

    private Cases() {}

    /** All cases by group, in a fixed order. */
    public static Map<String, List<Case>> groups() {
        Map<String, List<Case>> groups = new LinkedHashMap<>();
        groups.put("pytorch: memory orders", PytorchCases.memoryOrders());
        groups.put("pytorch: expand patterns", PytorchCases.expandPatterns());
        groups.put("pytorch: zero sizes", PytorchCases.zeroSizes());
        groups.put("pytorch: OpInfo samples", PytorchCases.opInfoSamples());
        groups.put("pytorch: brute force", PytorchCases.bruteForce());
        groups.put("ranks", RankCases.all());
        groups.put("layouts", LayoutCases.all());
        groups.put("values", ValueCases.all());
        groups.put("tails", TailCases.all());
        groups.put("large", LargeCases.all());
        groups.put("other dtypes", OtherDtypeCases.all());
        groups.put("refused", RefusedCases.all());
        return Collections.unmodifiableMap(groups);
    }

    /** The family around the products by group, and products of complex numbers; they are asked of kernels through the facade alone. */
    static Map<String, List<OperationCase>> operations() {
        return OperationCases.groups();
    }
}
