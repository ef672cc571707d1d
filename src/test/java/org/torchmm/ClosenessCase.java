package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One case of closeness/cases.txt: two arrays, tolerances, and what PyTorch's assert_close said. */
record ClosenessCase(String header, String actual, String expected, String message) {

    private static final String START = "=== ";
    private static final Pattern DTYPE_AND_SIZE = Pattern.compile("(\\w+) \\([\\d, ]*\\)");

    static List<ClosenessCase> all() throws IOException {
        List<ClosenessCase> cases = new ArrayList<>();
        for (String part : TensorTextCase.resource("closeness/cases.txt").split("(?m)^" + START)) {
            String[] lines = part.split("\n", 4);
            if (lines.length == 4) {
                cases.add(new ClosenessCase(lines[0], lines[1], lines[2], lines[3].stripTrailing()));
            }
        }
        return cases;
    }

    /** One of the actual array or two, the second of the expected one. */
    private List<MatchResult> types() {
        return DTYPE_AND_SIZE.matcher(header).results().toList();
    }

    NDArray actual(NDManager manager) {
        return new TensorTextCase(types().get(0).group(), actual, "").array(manager);
    }

    NDArray expected(NDManager manager) {
        List<MatchResult> types = types();
        return new TensorTextCase(types.get(types.size() - 1).group(), expected, "").array(manager);
    }

    /** What was said of the same arrays here; {@code close} if nothing. */
    String said(Closeness torch, NDArray actual, NDArray expected) {
        String[] words = header.split(" ");
        int last = words.length - 1;
        try {
            if (words[last - 1].equals("-")) {
                torch.assertClose(actual, expected);
            } else {
                torch.assertClose(
                        actual, expected, number(words[last - 2]), number(words[last - 1]), words[last].equals("True"));
            }
            return "close";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    private static double number(String word) {
        return word.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(word);
    }

    @Override
    public String toString() {
        return header + ": " + (actual.length() > 60 ? actual.substring(0, 60) + "..." : actual);
    }
}
