package org.torchmm.rules;

/**
 * What kind of build answers, as far as sentences hang on it.
 *
 * @param hasMkl whether products go to MKL, as in x86-64 builds of libtorch
 * @param isCuda whether the array is on a GPU
 */
public record Build(boolean hasMkl, boolean isCuda) {}
