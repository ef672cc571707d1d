/** PyTorch's matrix products for Java: {@code Torch} is the front door. */
package org.torchmm;
