"""Writes the fixtures beside this file with NumPy (made with 2.4.6): python3 generate.py"""

from pathlib import Path
import os

import numpy as np

os.chdir(Path(__file__).parent)

FLOATS = [[0.5, -1.25, 3.0], [np.inf, -0.0, 65504.0]]
VALUES = {
    "float16": FLOATS,
    "float32": FLOATS,
    "float64": FLOATS,
    "uint8": [[0, 1, 2], [127, 128, 255]],
    "int8": [[0, 1, -2], [3, -128, 127]],
    "int16": [[0, 1, -2], [3, -(2**15), 2**15 - 1]],
    "int32": [[0, 1, -2], [3, -(2**31), 2**31 - 1]],
    "int64": [[0, 1, -2], [3, -(2**63), 2**63 - 1]],
    "complex64": [[0.5 - 1j, -1.25 + 2j, 3j], [complex(np.inf, -0.0), complex(-0.0, 65504.0), 1]],
    "bool": [[True, False, True], [True, False, False]],
}

# every dtype, in both byte orders
for name, values in VALUES.items():
    np.save(f"{name}.npy", np.array(values, dtype=name))
for name in ("float16", "float32", "float64", "int16", "int32", "int64", "complex64"):
    np.save(f"big-{name}.npy", np.array(VALUES[name], dtype=np.dtype(name).newbyteorder(">")))

# shapes
np.save("scalar.npy", np.array(2.5, dtype=np.float32))
np.save("vector.npy", np.arange(3))
np.save("long-vector.npy", np.zeros(12345, dtype=np.bool_))
np.save("empty-0x3.npy", np.zeros((0, 3), dtype=np.float32))
np.save("empty-2x0x4.npy", np.zeros((2, 0, 4), dtype=np.int64))
# a head that fills whole lines of 64 bytes before it is padded
np.save("aligned.npy", np.zeros((0, 100000) + (1,) * 11, dtype=np.float32))
np.save("64-dimensions.npy", np.arange(4, dtype=np.float32).reshape((1,) * 31 + (2, 2) + (1,) * 31))

# the first axis fastest
np.save("fortran-2d.npy", np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)))
np.save("fortran-3d.npy", np.asfortranarray(np.arange(24).reshape(2, 3, 4)))
np.save("fortran-big.npy", np.asfortranarray(np.arange(24, dtype=">f8").reshape(2, 3, 4)))
np.save("fortran-complex.npy", np.asfortranarray(np.array(VALUES["complex64"], dtype=">c8")))
np.save("fortran-bool.npy", np.asfortranarray(np.array(VALUES["bool"])))

# versions
for version in ((2, 0), (3, 0)):
    with open(f"version-{version[0]}.npy", "wb") as f:
        np.lib.format.write_array(f, np.arange(6, dtype=np.float32).reshape(2, 3), version=version)

# dtypes that torchmm has not
for name in ("uint16", "uint32", "uint64", "complex128", "datetime64[s]"):
    np.save(f"no-{name.removesuffix('[s]')}.npy", np.zeros(2, dtype=name))
np.save("no-string.npy", np.array(["a", "bc"]))
np.save("no-bytes.npy", np.array([b"a", b"bc"]))
np.save("no-object.npy", np.array([None, {}], dtype=object))
np.save("no-structured.npy", np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4", (2,))]))
np.save("no-structured-unicode.npy", np.zeros(2, dtype=[("größe", "<f4")]))
np.save("no-structured-wide.npy", np.zeros(1, dtype=[(f"a_long_name_for_column_{i}", "?") for i in range(2000)]))

# archives
arrays = {
    "weights": np.arange(6, dtype=np.float32).reshape(2, 3),
    "block/0/bias": np.arange(3, dtype=np.float64),
    "größe": np.array(7),
    "a": np.asfortranarray(np.arange(6, dtype=">i4").reshape(2, 3)),
}
np.savez("saved.npz", **arrays)
np.savez_compressed("compressed.npz", **arrays)
np.savez("positional.npz", np.arange(2), np.arange(3))
np.savez("empty.npz")
np.savez("no-uint16.npz", good=np.arange(2), bad=np.zeros(2, dtype=np.uint16))
