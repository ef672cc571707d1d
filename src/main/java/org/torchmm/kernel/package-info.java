/**
 * Batched matrix products in plain Java arrays: no native code, no dependency but SLF4J to log one line.
 *
 * <p>For callers: {@link org.torchmm.kernel.MatrixKernels}, {@link org.torchmm.kernel.Matrices} and its four records. For
 * authors of kernels: {@link org.torchmm.kernel.MatrixKernel}, then {@link org.torchmm.kernel.ScalarKernel} as the one to
 * read first. Classes whose Javadoc begins with "Internal" are public for {@code kernel.vector}, which this package
 * knows by name only, and for {@code heap} alone.
 *
 * <p>{@link org.torchmm.kernel.Product} checks operands, {@link org.torchmm.kernel.Summation} says in which order the k
 * products of an element are added up, for all kernels alike.
 *
 * <h2>The letters</h2>
 *
 * <pre>
 *  c (m, n) = a (m, k) x b (k, n)    one matrix of the product p
 *  q, i, j, kk                       a matrix of the batch, a row of c, a column of c, a step of k
 *  q0..q1, i0..i1, j0..j1            from the first to the one after the last
 *  ao, bo, co; ai, bi, ci            where something begins in the arrays of a, b, c; where it goes on
 *  nc, kc                            columns and steps of k of a block
 * </pre>
 */
package org.torchmm.kernel;
