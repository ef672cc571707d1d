/**
 * Internal. Tensors as Python prints them, with PyTorch 2.7.1's default print options.
 */
package org.torchmm.text;
