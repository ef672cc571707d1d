package org.torchmm.kernel;

import java.util.List;
import org.torchmm.ChildJvm;

/** JVMs that lack what this one may have: an instruction for fused multiply-add, wide vectors, any, an optimising compiler, any. */
final class LesserJvms {

    static final List<String> FLAGS = List.of(
            "-XX:+UseFMA", // which is the default, and lacks nothing
            "-XX:-UseFMA",
            "-XX:UseAVX=2",
            "-XX:UseAVX=1",
            "-XX:UseAVX=0",
            "-XX:UseSSE=2",
            "-XX:MaxVectorSize=16",
            "-XX:MaxVectorSize=8",
            "-XX:TieredStopAtLevel=1",
            "-Xint");

    private LesserJvms() {}

    /** One flag, or several separated by spaces. */
    static ChildJvm child(String flags) {
        return new ChildJvm()
                .quiet()
                .option("--add-modules=jdk.incubator.vector", "-XX:+IgnoreUnrecognizedVMOptions")
                .option(flags.split(" "));
    }
}
