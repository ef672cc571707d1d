/**
 * Internal. torch's rules, in terms of sizes, strides and dtypes alone: facts in, an answer or a refusal out. Nothing here asks
 * a library, so every rule holds for every kind of arrays; the source is libtorch 2.7.1.
 */
package org.torchmm.rules;
