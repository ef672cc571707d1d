/**
 * Internal. A DJL engine in plain Java: arrays with real strides over Java arrays, without native code. Their rules are those of
 * {@link org.torchmm.rules}, their products a {@link org.torchmm.kernel.MatrixKernel}'s.
 *
 * <p>What is exact in libtorch is exact here: arithmetic, square roots, comparisons, greatest and least elements. exp, log, tanh and erf
 * of float32 are within 2 ulp of libtorch's (1.4 of the exact value), sigmoid within 4, gelu within 2^-24 |x| of the exact one, from
 * which libtorch's, oneDNN's, is off by up to 2^-21 |x|. Sums of float32 and float64 are as accurate as libtorch's. All bits are the same with
 * the Vector API and without, and on any number of threads; {@code org.torchmm.heap.vector} is reached by name alone.
 */
package org.torchmm.heap;
