/**
 * Internal. NumPy's files: .npy, which holds one array, and .npz, which holds arrays by name.
 */
package org.torchmm.numpy;
