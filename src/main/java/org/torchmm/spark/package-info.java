/**
 * torchmm on Apache Spark, 3.5 to 4.2: {@link org.torchmm.spark.TopK}, exact top-k of all products of two Datasets' vectors, and
 * {@link org.torchmm.spark.TorchPlugin}, by which MLlib's own products are torchmm's kernel.
 *
 * <p>It sees {@link org.torchmm.kernel} and Spark alone; Spark's jars are not among torchmm's dependencies, as a cluster has them.
 */
package org.torchmm.spark;
