/**
 * Batched matrix products in plain Java arrays: no native code, no dependency but SLF4J to log one line.
 *
 * <p>For callers: {@link org.torchmm.kernel.MatrixKernels} and the four records of matrices. For authors of kernels:
 * {@link org.torchmm.kernel.MatrixKernel}, then {@link org.torchmm.kernel.ScalarKernel} as the one to read first.
 *
 * <h2>The letters</h2>
 *
 * c (m, n) = a (m, k) x b (k, n). Blocks of them are mc, nc and kc; a register tile is mr rows of nr columns.
 *
 * <h2>The loops of the vector kernel</h2>
 *
 * <pre>
 *  for jc in n by nc                                    PackedLoops    b's columns, as many as fit the packed 16 MB
 *    pack b[.., jc..jc+nc] into panels of nr columns    PackedBlock    all threads, then
 *    for ic in m by mc                                  PackedLoops    one chunk of work: mc x k of a in L2
 *      for pc in k by SLICE x kc                        MacroKernel    one panel is SLICE x kc rows of nr
 *        for jr in nc by nr                             MacroKernel    the panel stays while the tiles pass
 *          for ir in mc by mr                           MacroKernel
 *            for kc in SLICE                            MacroKernel    a block of k: one chain of fused sums
 *              for p in kc                              Tiles          sum[mr x nr] in registers:
 *                sum[mr x nr] += a[ir.., p] x b[p, jr..]               nr of b loaded, mr of a broadcast
 *              c[ir.., jr..] = or += sum                Tiles
 * </pre>
 *
 * Small products skip the packing ({@code UnpackedLoops}), and rows against rows are dots along k ({@code VectorLoops}).
 * Where c is narrower than a vector, both are padded to one ({@code NarrowLoops}); products by 1x1 to 7x7
 * are spelled out ({@code FloatTiny}).
 * {@code Summation} says which order the k products are added up in, for all kernels alike; {@code WarmUp} keeps calls
 * away from tiles that are not compiled yet.
 */
package org.torchmm.kernel;
