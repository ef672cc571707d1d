"""Writes cases.txt: pairs of tensors and what torch.testing.assert_close says of them.

    python3 generate.py > cases.txt

A case is a line `=== dtype (size) [dtype (size) of the expected one] rtol atol equal_nan`, with `- -` for the dtypes' own
tolerances, a line of actual and one of expected elements in row-major order (real and imaginary parts in turns for
complex64), and the message, or `close`, to the next such line.
"""

import random
from math import prod

import torch

inf, nan = float("inf"), float("nan")

FLOATS = ("float32", "float64", "float16", "bfloat16")
LIMITS = {
    "uint8": (0, 2**8 - 1),
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "bool": (0, 1),
}
SPECIAL = [nan, inf, -inf, 0.0, -0.0, 1.0, -1.0, 0.1, 3e38, -3e38, 65504.0, 1e-7, 2.0]


def tensor(dtype, shape, values):
    if dtype == "complex64":
        return torch.view_as_complex(torch.tensor(values, dtype=torch.float32).reshape(*shape, 2))
    return torch.tensor(values, dtype=getattr(torch, dtype)).reshape(shape)


def elements(x):
    if x.is_complex():
        x = torch.view_as_real(x)
    return " ".join(str(int(v) if x.dtype == torch.bool else v) for v in x.flatten().tolist())


def case(dtype, shape, actual, expected, rtol=None, atol=None, equal_nan=False, other=None):
    a = tensor(dtype, shape, actual)
    header = [dtype, "(" + ", ".join(map(str, shape)) + ")"]
    if other:
        e = tensor(*other, expected)
        header += [other[0], "(" + ", ".join(map(str, other[1])) + ")"]
    else:
        e = tensor(dtype, shape, expected)
    print("===", *header, *(("-", "-") if rtol is None else (rtol, atol)), equal_nan)
    print(elements(a))
    print(elements(e))
    try:
        torch.testing.assert_close(a, e, rtol=rtol, atol=atol, equal_nan=equal_nan)
        print("close")
    except AssertionError as error:
        print(error)


def attributes():
    case("float32", (2,), [1, 2], [1, 2, 3], other=("float32", (3,)))
    case("float32", (), [1], [1], other=("float32", (1,)))
    case("float32", (2, 0), [], [], other=("float32", (0, 2)))
    case("float32", (2,), [1, 2], [1, 2], other=("float64", (2,)))
    case("int64", (2,), [1, 2], [1, 2, 3], other=("float32", (3,)))
    case("bool", (1,), [1], [1], other=("uint8", (1,)))
    case("complex64", (1,), [1, 0], [1], other=("float32", (1,)))
    case("int16", (1,), [1], [1], 0.5, 0.5, other=("bfloat16", (1,)))


def examples():
    case("float32", (2, 2), [1, 2, 3, 4], [1, 2, 3, 4.5])
    case("float32", (2, 2), [1, 2, 3, 4], [1, 2, 3, 4])
    case("float32", (), [2.0], [2.5])
    case("float32", (), [2.0], [0.0])
    case("float64", (), [2.2], [2.5], 0.0, 1e-3)
    case("float32", (1, 3), [1, 2, 3.2], [1, 2, 3])
    case("float32", (2,), [3e38, 1], [-3e38, 1])
    case("float32", (3,), [1, nan, 3], [1, nan, 3])
    case("float32", (3,), [1, nan, 3], [1, nan, 4], 1e-3, 1e-3, True)
    case("float32", (0, 3), [], [])
    case("float64", (3,), [1e-20, 1e20, 1.5e16], [3e-20, 2e20, 1e16], 0.0, 1e-25)
    case("float64", (2,), [1.0, 2.0], [1.0 + 2**-44, 2.0], 0.0, 0.0)
    case("int64", (4,), [2**62, 1, -(2**63), 5], [-(2**62), 1, 2**63 - 1, 5])
    case("int64", (2,), [5, -(2**63)], [5, 0])
    case("int64", (2,), [-(2**63), 5], [0, 5])
    case("int64", (2,), [2**53 + 1, 1], [1, 1])
    case("int64", (), [2**63 - 1], [-(2**63)])
    case("int64", (), [7], [3])
    case("int64", (), [7], [3], 0.5, 0.0)
    case("int64", (), [4], [0])
    case("int64", (3,), [16777217, 3, 9], [16777216, 4, 9], 0.0, 0.5)
    case("int32", (3,), [10, 20, 40], [11, 20, 30], 0.1, 0.0)
    case("bool", (), [1], [0])
    case("bool", (), [0], [1])
    case("bool", (3,), [1, 0, 1], [1, 1, 0])
    case("bool", (3,), [1, 0, 1], [1, 1, 0], 1.0, 0.0)
    for parts in ([0, 2, 0, 1], [1, 2, 1, 3.1], [-0.0, 1, 1, -0.0], [nan, 1, 1, inf], [1, 1, 0, 0], [1.5, 1e-5, 1e20, -2]):
        case("complex64", (), parts[:2], parts[2:])
    case("complex64", (2,), [3e38, 3e38, 1, 1], [-3e38, -3e38, 1, 1])
    case("complex64", (3,), [inf, nan, 1, 2, 3, nan], [inf, nan, 1, 2, nan, 3], equal_nan=True, rtol=0.1, atol=0.1)
    case("complex64", (2,), [inf, -inf, 1, 2], [1, 1, 1, 2], equal_nan=True, rtol=0.1, atol=0.1)
    case("float32", (2,), [1, 2], [3, 2], inf, 0.0)
    case("float32", (2,), [1, 2], [0, 2], inf, 0.0)
    case("float16", (2,), [1, 2], [1.001, 2.1], 1e300, 0.0)
    case("float32", (7,), [1] * 7, [1, 1, 1, 1, 1, 2, 3], 0.0, 0.0)
    case("float32", (16,), [1] * 16, [2] + [1] * 15)
    case("float32", (2, 400), [0] * 800, [0] * 799 + [1])


def specials():
    for dtype in FLOATS:
        for equal_nan in (False, True):
            case(dtype, (13, 13), SPECIAL * 13, [x for x in SPECIAL for _ in SPECIAL], 0.1, 0.01, equal_nan)
        for shape, step in (((), 1), ((3,), 3)):
            for start in range(0, len(SPECIAL) - step, 2):
                case(dtype, shape, SPECIAL[start : start + step], SPECIAL[-start - step :][:step])


def random_ones():
    random.seed(0)
    for dtype in FLOATS + ("complex64",):
        epsilon = torch.finfo(getattr(torch, dtype)).eps
        for i in range(12):
            shape = random.choice([(5,), (2, 3), (2, 1, 4), (3, 2, 1, 2), ()])
            count = prod(shape) * (2 if dtype == "complex64" else 1)
            actual = [random.gauss(0, 10 ** random.randint(-6, 4)) for _ in range(count)]
            expected = [x * (1 + random.choice([0, 1, 4, 16, 1000]) * epsilon) for x in actual]
            if i % 3 == 0:
                case(dtype, shape, actual, expected)
            else:
                case(dtype, shape, actual, expected, random.choice([0.0, epsilon, 1e-3]), random.choice([0.0, 1e-9, 1e-5]))
    for dtype, (least, most) in LIMITS.items():
        for i in range(8):
            shape = random.choice([(5,), (2, 3), (2, 1, 4), ()])
            pool = [least, most, 0, 1, random.randint(least, most)]
            actual = [random.choice(pool) for _ in range(prod(shape))]
            expected = [random.choice([x, random.choice(pool)]) for x in actual]
            if i % 3:
                case(dtype, shape, actual, expected)
            else:
                case(dtype, shape, actual, expected, random.choice([0.0, 0.3]), random.choice([0.5, 1.0]))


print(f"Written by generate.py with torch {torch.__version__.split('+')[0]}.")
attributes()
examples()
specials()
random_ones()
