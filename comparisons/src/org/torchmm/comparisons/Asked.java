package org.torchmm.comparisons;

import java.util.List;
import org.torchmm.rules.Word;

/** What is asked of libtorch and of kernels, again and alone: its name, which {@link #parse} reads, says all of it. */
public interface Asked {

    List<Operand> operands();

    /** A product of two operands, or an operation of the family around it. */
    static Asked parse(String name) {
        String word = name.strip().split("\\s+")[0];
        boolean isWord =
                List.of(Word.values()).stream().anyMatch(each -> each.toString().equals(word));
        return isWord && !OperationCase.isComplex(name) ? Case.parse(name) : OperationCase.parse(name);
    }
}
