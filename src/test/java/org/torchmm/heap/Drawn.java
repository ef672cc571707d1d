package org.torchmm.heap;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.torchmm.rules.Dtype;

/** Java arrays as storages have them, and their content as {@link LibtorchGenerator} reads libtorch's. */
final class Drawn {

    private Drawn() {}

    static Object allocate(Dtype dtype, int n) {
        return switch (dtype) {
            case FLOAT32 -> new float[n];
            case COMPLEX64 -> new float[2 * n];
            case FLOAT64 -> new double[n];
            case INT64 -> new long[n];
            case INT32 -> new int[n];
            case INT16, FLOAT16, BFLOAT16 -> new short[n];
            case INT8, UINT8, BOOL -> new byte[n];
        };
    }

    static Object read(Dtype dtype, Object data) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64, FLOAT64, INT64 -> data;
            case FLOAT16, BFLOAT16 -> {
                float[] values = new float[((short[]) data).length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = HalfFormat.of(dtype).value(((short[]) data)[i]);
                }
                yield values;
            }
            default -> {
                long[] whole = new long[Array.getLength(data)];
                for (int i = 0; i < whole.length; i++) {
                    whole[i] = switch (dtype) {
                        case INT32 -> ((int[]) data)[i];
                        case INT16 -> ((short[]) data)[i];
                        case UINT8 -> ((byte[]) data)[i] & 0xff;
                        default -> ((byte[]) data)[i];
                    };
                }
                yield whole;
            }
        };
    }

    static String text(Object read) {
        return read instanceof float[] floats
                ? Arrays.toString(floats)
                : read instanceof double[] doubles ? Arrays.toString(doubles) : Arrays.toString((long[]) read);
    }
}
