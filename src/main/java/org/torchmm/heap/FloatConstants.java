package org.torchmm.heap;

/** Internal: the numbers in the polynomials of float32, once for the plain loops and for the Vector API's. */
public final class FloatConstants {

    public static final float LOG2_E = 1.44269504f;
    /** Added to a number of modest size, it leaves its nearest whole number, and 254 for two exponents, in the low bits. */
    public static final float ROUNDS = 0x1.8p23f + 254;

    public static final float LN_2 = 0.693147182f;
    /** ln 2 in two parts: whole numbers up to 2^8 times the first are exact. */
    public static final float LN_2_HIGH = 0.693359375f;

    public static final float LN_2_LOW = -2.12194440e-4f;

    /** Above it e to it is infinite. */
    public static final float EXP_MOST = 0x1.62e43p6f;
    /** Below it e to it is 0. */
    public static final float EXP_LEAST = -103.98f;

    public static final float EXP_0 = 5.0000001201e-1f;
    public static final float EXP_1 = 1.6666665459e-1f;
    public static final float EXP_2 = 4.1665795894e-2f;
    public static final float EXP_3 = 8.3334519073e-3f;
    public static final float EXP_4 = 1.3981999507e-3f;
    public static final float EXP_5 = 1.9875691500e-4f;

    /** The bits of 2/3. */
    public static final int TWO_THIRDS = 0x3f2aaaab;

    public static final float LOG_1 = 0.333331972f;
    public static final float LOG_2 = -0.249996200f;
    public static final float LOG_3 = 0.200120345f;
    public static final float LOG_4 = -0.166846126f;
    public static final float LOG_5 = 0.139814854f;
    public static final float LOG_6 = -0.121483512f;
    public static final float LOG_7 = 0.140869141f;
    public static final float LOG_8 = -0.130310059f;

    /** Where the polynomial is tanh. */
    public static final float TANH_NEAR = 0.625f;

    public static final float TANH_0 = -3.33332819422e-1f;
    public static final float TANH_1 = 1.33314422036e-1f;
    public static final float TANH_2 = -5.37397155531e-2f;
    public static final float TANH_3 = 2.06390887954e-2f;
    public static final float TANH_4 = -5.70498872745e-3f;

    /** Up to where one polynomial is erf; from {@link #ERF_MOST} on it is 1. */
    public static final float ERF_NEAR = 0.927734375f;

    public static final float ERF_MOST = 4;

    public static final float ERF_0 = 1.28379166e-1f;
    public static final float ERF_1 = -3.76125336e-1f;
    public static final float ERF_2 = 1.12819925e-1f;
    public static final float ERF_3 = -2.67681349e-2f;
    public static final float ERF_4 = 4.99119423e-3f;
    public static final float ERF_5 = -5.96761703e-4f;

    public static final float ERFC_0 = -1.28717512e-1f;
    public static final float ERFC_1 = -6.34846687e-1f;
    public static final float ERFC_2 = -1.06777877e-1f;
    public static final float ERFC_3 = 2.42546219e-2f;
    public static final float ERFC_4 = -3.88396438e-3f;
    public static final float ERFC_5 = 3.83197126e-4f;
    public static final float ERFC_6 = -1.72853470e-5f;

    public static final float ROOT_HALF = (float) 0.70710678118654752440;
    public static final float ROOT_2_BY_PI = (float) 0.79788456080286535588;
    public static final float GELU_CUBE = 0.044715f;

    private FloatConstants() {}
}
