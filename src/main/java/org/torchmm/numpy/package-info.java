/**
 * Internal, but for {@link org.torchmm.numpy.SavedArray}. NumPy's files: .npy, which holds one array, and .npz, which holds
 * arrays by name.
 */
package org.torchmm.numpy;
