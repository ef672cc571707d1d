/**
 * Internal: the kernel on the Vector API. Only a JVM with the module jdk.incubator.vector can load it, so that
 * {@link org.torchmm.kernel.MatrixKernels} finds it by name and nothing else refers to it.
 *
 * <p>{@link org.torchmm.kernel.vector.VectorKernel} asks {@code Roads}, which {@code RoadsOnDemand} makes once they pay, which
 * {@code Road} a product takes, by shape, strides and tiles alone. A road whose tiles are compiled runs; until then, {@code
 * Practice} and {@code WarmUp} see to that, the scalar loops do its work with the same bits, and so does, where it is for that, the packed
 * road on a single small tile, which is compiled first.
 *
 * <pre>
 *  PackedRoad        b in panels, copied once and used by many tiles
 *  UnpackedRoad      small b, or few rows of a: tiles read b where it lies
 *  TransposedRoad    small b that is not row-major: copied row by row, then unpacked
 *  StreamedRoad      few rows of a and a b larger than L2, read from end to end
 *  NarrowRoad        rows of c shorter than a vector, padded to one
 *  DotsRoad          rows of a times columns of b that both lie along k
 *  ScalarRoad        too small, or c is scattered: no tiles
 * </pre>
 *
 * int16 is none of the four element types: {@code PairRoads} has the packed road on tiles that take two steps of k of it in an int.
 *
 * <h2>The loops of the packed road</h2>
 *
 * <pre>
 *  for the parts of c                           PackedRoad.run            rows of tiles by panels, as Grid cuts them for threads;
 *                                                                         a thread keeps panels that its next part needs
 *    for jc in n by nc                          PackedPart.run            b's columns, as many as L2 has room for
 *      for pc in k by kc                        PackedPart.run            a chain: one block of k, summed fused
 *        pack b[pc.., jc..jc+nc] into panels    PackedPart.pack           panels of nr columns; they stay in L2
 *        for ir in m by mr                      PackedPart.multiply       mr rows of a packed, a constant apart; they stay in L1
 *          for jr in nc by nr                   Tiles.packed, .accumulate c from left to right in one call, but for what is narrower
 *            for kk in kc                                                 sum[mr x nr] in registers:
 *              sum += a[ir.., kk] x b[kk, jr..]                           nr of b loaded, mr of a broadcast
 *            c = sum, or c += sum                                         on its way out of the registers
 * </pre>
 *
 * {@link org.torchmm.kernel.vector.Blocks} has the sizes, derived from those of {@link org.torchmm.kernel.vector.Caches}.
 *
 * <h2>More letters</h2>
 *
 * Those of {@link org.torchmm.kernel}, and:
 *
 * <pre>
 *  mr, nr             rows and columns of a register tile; nr of a panel too
 *  nc, kc             columns of a block, steps of k of a chain
 *  ir, jc, jr, pc     where a row of tiles, a block, a panel and a chain begin in m, n, n and k
 *  ak, bk             where a chain begins in a and b
 *  tile0..tile1, from..to     ranges of the rows of tiles, of panels
 *  t                  the operands of a run of tiles
 *  x, y               elements or vectors on their way
 * </pre>
 */
package org.torchmm.kernel.vector;
