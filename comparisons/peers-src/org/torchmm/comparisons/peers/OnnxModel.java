package org.torchmm.comparisons.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model of the one node {@code c = MatMul(a, b)}, in protobuf's encoding: each field is its number and wire type
 * in a byte, then a varint, or a length and that many bytes. Field numbers are those of onnx.proto.
 */
final class OnnxModel {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private OnnxModel() {}

    /** The model's file; {@code elementType} is a TensorProto.DataType, such as 1 for float. Shapes are left open. */
    static byte[] matMul(int elementType) {
        OnnxModel node = new OnnxModel().text(1, "a").text(1, "b").text(2, "c").text(4, "MatMul");
        OnnxModel graph = new OnnxModel()
                .message(1, node)
                .text(2, "product")
                .message(11, value("a", elementType))
                .message(11, value("b", elementType))
                .message(12, value("c", elementType));
        OnnxModel opset = new OnnxModel().text(1, "").number(2, 13);
        return new OnnxModel()
                .number(1, 8) // ir_version
                .message(7, graph)
                .message(8, opset)
                .bytes
                .toByteArray();
    }

    private static OnnxModel value(String name, int elementType) {
        OnnxModel tensor = new OnnxModel().number(1, elementType);
        return new OnnxModel().text(1, name).message(2, new OnnxModel().message(1, tensor));
    }

    private OnnxModel number(int field, int value) {
        return varint(field << 3).varint(value);
    }

    private OnnxModel text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxModel message(int field, OnnxModel value) {
        return bytes(field, value.bytes.toByteArray());
    }

    private OnnxModel bytes(int field, byte[] value) {
        varint(field << 3 | 2).varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private OnnxModel varint(int value) {
        for (int rest = value; ; rest >>>= 7) {
            bytes.write(rest < 128 ? rest : rest & 127 | 128);
            if (rest < 128) {
                return this;
            }
        }
    }
}
