/**
 * Internal. Arrays in libtorch's memory, through DJL's PyTorch engine: the only package that knows it.
 */
package org.torchmm.libtorch;
