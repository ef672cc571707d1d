/**
 * Internal: functions and sums of arrays in Java's memory on the Vector API. Only a JVM with the module jdk.incubator.vector can load
 * it, so that {@code org.torchmm.heap} finds it by name and nothing else refers to it.
 */
package org.torchmm.heap.vector;
