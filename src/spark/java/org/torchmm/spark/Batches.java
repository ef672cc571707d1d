package org.torchmm.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** The README's example: batches of matrices in .npy files, each multiplied by one batch more, a task a file. */
final class Batches {

    private Batches() {}

    static JavaRDD<String> bmm(JavaSparkContext spark, List<String> parts, String mat2, String folder) {
        return spark.parallelize(parts, parts.size()).mapPartitions(files -> {
            List<String> written = new ArrayList<>();
            while (files.hasNext()) {
                Path part = Path.of(files.next());
                try (Torch torch = Torch.open(MatrixKernels.best())) {
                    Path to = Path.of(folder).resolve(part.getFileName());
                    torch.save(
                            to,
                            torch.bmm(
                                    torch.load(part).head(),
                                    torch.load(Path.of(mat2)).head()));
                    written.add(to.toString());
                }
            }
            return written.iterator();
        });
    }
}
