package org.torchmm.rules;

/** What an operation that is not refused comes to: the sizes, and the dtype; null where libtorch decides that by itself. */
public record Result(long[] sizes, Dtype dtype) {}
