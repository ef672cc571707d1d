/**
 * Internal. What every kind of arrays answers ({@link org.torchmm.engine.Backend}), and what works on that alone: lifetimes,
 * operands, creation and views.
 */
package org.torchmm.engine;
