/**
 * Internal. A DJL engine in plain Java: arrays with real strides over Java arrays, without native code. Their rules are those of
 * {@link org.torchmm.rules}, their products a {@link org.torchmm.kernel.MatrixKernel}'s.
 */
package org.torchmm.heap;
