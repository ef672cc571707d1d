package org.torchmm.rules;

import java.util.List;
import java.util.regex.Pattern;

/** Python's names of functions as ATen's of operators: {@code torch.linalg.svd} is {@code linalg_svd}. */
public final class OperatorName {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*(\\.[A-Za-z_][A-Za-z_0-9]*)*");

    /** What Python has in front of names that ATen has alone. */
    private static final List<String> MODULES = List.of("torch.", "nn.functional.", "Tensor.");

    private OperatorName() {}

    /** ATen's name, a plain identifier; {@link IllegalArgumentException} if it cannot be the name of a function. */
    public static String of(String python) {
        if (!IDENTIFIER.matcher(python).matches()) {
            throw new IllegalArgumentException(
                    "call(): argument 'operator' (position 1) must be the name of an operator, as \"softmax\" or"
                            + " \"linalg.svd\", not \"" + python + "\"");
        }
        String name = python;
        for (String module : MODULES) {
            name = name.startsWith(module) ? name.substring(module.length()) : name;
        }
        return name.replace('.', '_');
    }
}
