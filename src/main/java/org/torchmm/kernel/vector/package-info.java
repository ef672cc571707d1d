/**
 * Internal: the kernel on the Vector API. Only a JVM with the module jdk.incubator.vector can load it, so that
 * {@link org.torchmm.kernel.MatrixKernels} finds it by name and nothing else refers to it.
 *
 * <p>{@link org.torchmm.kernel.vector.VectorKernel} asks {@code Roads}, which {@code RoadsOnDemand} makes once they pay, which
 * {@code Road} a product takes, by shape, strides and tiles alone. A road whose tiles are compiled runs; until then, {@code
 * Practice} and {@code WarmUp} see to that, the scalar loops do its work with the same bits.
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
 * <h2>The loops of the packed road</h2>
 *
 * <pre>
 *  for jc in n by nc                              PackedRoad.matrices     b's columns, as many as fit the packed 16 MB
 *    for chains that are packed together          PackedRoad.matrices     all of k but for the deepest products
 *      pack b[.., jc..jc+nc] into panels          PackedRoad.Block.pack   panels of nr columns, by all threads; then
 *      for ic in m by mc                          PackedRoad.Block.run    one chunk of work: mc x k of a in L2
 *        for pc in k by SLICE x kc                PackedRoad.Block.run    one panel is SLICE x kc rows of nr
 *          for jr in nc by nr                     PackedRoad.Block.run    the panel stays while the tiles pass
 *            for ir in mc by mr                   PackedRoad.Block.panel
 *              for kc in SLICE                    PackedRoad.Block.panel  a chain: one block of k, summed fused
 *                for kk in kc                     Tiles.overwrite         sum[mr x nr] in registers:
 *                  sum += a[ir.., kk] x b[kk, jr..]                       nr of b loaded, mr of a broadcast
 *                c[ir.., jr..] = or += sum        Tiles.overwrite, add
 * </pre>
 *
 * <h2>More letters</h2>
 *
 * Those of {@link org.torchmm.kernel}, and:
 *
 * <pre>
 *  mr, nr             rows and columns of a register tile; nr of a panel too
 *  mc, nc, kc, kb     rows, columns, steps of k of a block; steps of k that are packed together
 *  ic, jc, pc         where a block begins in m, n and k
 *  ak, bk             where a chain begins in a and b
 *  tile0..tile1, panel0..panel1, chain0..chain1     ranges of the rows of tiles, of panels, of chains
 *  t                  the operands of a run of tiles
 *  x, y               elements or vectors on their way
 * </pre>
 */
package org.torchmm.kernel.vector;
