package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.torchmm.OutAnswers;
import org.torchmm.Torch;

/**
 * An everyday word once more, with its results in arrays that are given: of their sizes and, mostly, their dtypes.
 *
 * @param word the call that answers with new arrays
 * @param place how they lie: 0 alone, 1 behind another array, 2 with a distance between their elements
 * @param dtype of the first; null for the result's own
 */
record OutForm(Call word, int place, DataType dtype) implements Call.Body {

    /** Whether the word's operator is known, and answers with arrays rather than with a list of them. */
    static boolean isOf(Call call) {
        return call.witness() != null
                && !call.writes()
                && call.witness().operation().schema().results().stream().allMatch("Tensor"::equals);
    }

    Call call() {
        String into = "out(" + List.of("new", "behind another", "strided").get(place)
                + (dtype == null ? "" : " " + dtype) + ").";
        return Call.of(into + word.name(), word.arguments(), word.closeness(), this)
                .times(word.factor());
    }

    @Override
    public Object ask(Torch torch, NDArray[] operands) {
        Object plain = word.body().ask(torch, operands);
        NDList results = plain instanceof NDList list ? list : new NDList((NDArray) plain);
        NDArray[] outs = new NDArray[results.size()];
        for (int i = 0; i < outs.length; i++) {
            NDArray result = results.get(i);
            outs[i] = out(
                    torch,
                    i == 0 && dtype != null ? dtype : result.getDataType(),
                    result.getShape().getShape());
        }
        NDList written = OutAnswers.of(
                torch,
                word.witness().operation(),
                outs,
                word.witness().arguments().apply(operands));
        return written.size() == 1 ? written.get(0) : written;
    }

    private NDArray out(Torch torch, DataType dtype, long... sizes) {
        long[] more = Arrays.copyOf(sizes, sizes.length + 1);
        if (place == 2) {
            more[sizes.length] = 2;
            return torch.select(torch.zeros(dtype, more), -1, 1);
        }
        if (place == 1) {
            System.arraycopy(sizes, 0, more, 1, sizes.length);
            more[0] = 2;
            return torch.select(torch.zeros(dtype, more), 0, 1);
        }
        return torch.zeros(dtype, sizes);
    }
}
