package org.torchmm.comparisons;

import java.util.List;
import java.util.stream.Stream;

/** Large enough for every level of blocking and for several threads. */
final class LargeCases {

    private LargeCases() {}

    static List<Case> all() {
        return Stream.of(
                        "mm float32(256,256) float32(256,256) normal 1",
                        "mm float32(257,300) float32(300,260) normal 2",
                        "mm float32(190,270)/transposed float32(270,310)/transposed normal 3",
                        "mm float64(130,260) float64(260,190) normal 4",
                        "mm int32(130,260) int32(260,130) normal 5",
                        "mm int64(130,260)/transposed int64(260,130) normal 6",
                        "mm float32(3,1100) float32(1100,900) normal 7",
                        "mm float32(900,3) float32(3,1100) normal 8",
                        "mv float32(700,1300) float32(1300) normal 9",
                        "matmul float32(1300) float32(1300,700) normal 10",
                        "dot float32(100000) float32(100000) normal 11",
                        "dot float64(30000) float64(30000) normal 12",
                        "mm float32(4,20000) float32(20000,5) normal 13", // depth: the tolerance grows with it
                        "bmm float32(64,33,64) float32(64,64,33)/transposed normal 14", // attention
                        "bmm float32(500,8,8) float32(500,8,8) normal 15", // many small matrices over threads
                        "bmm float64(200,7,7) float64(200,7,8) normal 16",
                        "bmm int64(300,9,10) int64(300,10,11)/stepped(2) normal 17",
                        "matmul float32(8,1,40,30) float32(6,30,50) normal 18",
                        "bmm float32(20,50,60)/expanded(0) float32(20,60,70) normal 19")
                .map(Case::parse)
                .toList();
    }
}
