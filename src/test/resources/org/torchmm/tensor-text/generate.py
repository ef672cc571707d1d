"""Writes cases.txt: tensors and the text that PyTorch's print shows for each.

    python3 generate.py > cases.txt

A case is three parts: a line `=== dtype (size) [grad]`, a line of elements in row-major order, and the text, to the next
such line. Elements are decimal or hexadecimal numbers (exact for the dtype; real and imaginary parts in turns for
complex64), or `formula m p o d`, which stands for ((i * m) % p + o) / d as element i, in double precision.
"""

import random
from math import prod

import torch

inf, nan = float("inf"), float("nan")

FLOATS = {
    "whole": [1, 2, 3, -4],
    "whole_positive": [1, 2, 3, 4],
    "whole_wide": [100, 5, 1000, 23],
    "whole_hundreds": [-999, 12, 998, 1],
    "whole_ratio_1000": [1, 1000, 2],
    "whole_ratio_1001": [1, 1001, 2],
    "whole_large": [12345678, 12345679, 99999999],
    "whole_1e8": [1e8, 1e8, -1e8],
    "whole_over_1e8": [1.5e8, 1e8, 3e8],
    "whole_huge": [1e10, 2e10, -3e10],
    "one": [1],
    "minus_one": [-1],
    "zero": [0.0],
    "minus_zero": [-0.0],
    "zeros_of_both_signs": [0.0, -0.0],
    "whole_and_zeros": [0.0, -0.0, 10, -200],
    "nan": [nan],
    "infinities": [inf, -inf],
    "nan_and_zero": [nan, 0.0, -inf],
    "whole_and_nan": [1, nan, 2],
    "whole_and_infinities": [inf, -inf, nan, 3, 0.0],
    "halves": [0.5, 1.5, -2.5, 3.0],
    "decimals": [3.14159, 2.71828, -1.41421],
    "decimals_and_zeros": [0.1, 0.0, -0.0, -0.25],
    "decimals_and_nan": [0.1, nan, -inf, inf, 2.5],
    "decimals_wide": [123.456, 7.5, 999.9999],
    "ties": [0.03125, 0.09375, 0.15625, 0.21875],
    "ties_negative": [-0.03125, -0.09375, 1.03125],
    "round_up_a_digit": [9.99996, 99.99996, 1.5],
    "to_zero": [0.00012, -0.00011, 0.00014],
    "ratio_1000": [0.5, 500.0],
    "ratio_over_1000": [0.5, 500.5, 100.0],
    "small": [0.0001, 0.0002],
    "too_small": [0.00009, 0.00005],
    "tiny": [1e-5, -2e-6, 3e-7],
    "scientific_and_zeros": [1e-5, 0.0, -0.0, 5000.25],
    "scientific_and_nan": [1e-5, nan, inf, -inf, 1.0],
    "scientific_ties": [1.00005e-5, 100005.0, 0.5, 2.00015e5],
    "large_decimals": [12345678.5, 99999999.5, 87654321.25],
    "scientific_round_up": [9.99996e5, 9.99994e-5, 1.5],
}
DOUBLES_ONLY = {
    "enormous": [1e300, -1e-300, 1.0],
    "largest": [1.7976931348623157e308, -1.0, 2.5],
    "denormal": [5e-324, 2.2250738585072014e-308],
    "just_over": [1.0, 1000.0000000001],
    "1e-4_exactly": [1e-4, 0.05],
    "1e8_and_more": [1e8 + 1, 1e8],
}
SINGLES_ONLY = {"denormal": [1e-45, 1.17549435e-38], "largest": [3.4028234663852886e38, 0.75]}
INTEGERS = {
    "digits": [0, 1, 2, 3],
    "one": [1],
    "tens": [0, 10, 100, 7],
    "signed": [-1, 5, -100, 0],
    "negative": [-3],
}
LIMITS = {
    "uint8": [0, 255],
    "int8": [-128, 127],
    "int32": [-(2**31), 2**31 - 1, 0],
    "int64": [-(2**63), 2**63 - 1, 2**53 + 1],
}
COMPLEX = [
    [1, 2],
    [1, 2, 3, -4],
    [1.5, -2.25],
    [0, 1, 1, 0],
    [0.0, -0.0, -0.0, 0.0],
    [1, 0.5, 20, -0.25],
    [100, 1e-5, 2, 3],
    [1e-5, 1e5, 0, 0],
    [nan, 1, 2, nan],
    [inf, -inf, 1.5, 2.5],
    [-1, -1, 1000, 2000],
    [3.14159, 100.0, -2.71828, -7.0],
]
SHAPES = [(3,), (2, 3), (), (7,), (2, 2, 2), (1,), (1, 1, 1), (1, 2, 1, 2), (3, 1), (23,), (2, 18), (2, 1, 15), (40,)]


def number(x):
    if isinstance(x, int) or x != x or x in (inf, -inf):
        return str(x)
    return repr(x) if len(repr(x)) <= 8 else x.hex()


def show(dtype, shape, values, elements=None, grad=False):
    """Prints one case; values are those of the parts for complex64."""
    if dtype == "complex64":
        tensor = torch.view_as_complex(torch.tensor(values, dtype=torch.float32).reshape(*shape, 2))
        exact = torch.view_as_real(tensor).flatten().tolist()
    else:
        tensor = torch.tensor(values, dtype=getattr(torch, dtype)).reshape(shape)
        exact = [int(x) if dtype == "bool" else x for x in tensor.flatten().tolist()]
    tensor.requires_grad_(grad)
    size = "(" + ", ".join(map(str, shape)) + ")"
    print("===", dtype, size, *(["grad"] if grad else []))
    print(elements or " ".join(map(number, exact)))
    print(tensor)


def cycled(pool, shape, parts=1):
    return [pool[i % len(pool)] for i in range(prod(shape) * parts)]


def formula(dtype, shape, m, p, o, d, grad=False):
    parts = 2 if dtype == "complex64" else 1
    values = [((i * m) % p + o) / d for i in range(prod(shape) * parts)]
    whole = dtype.startswith(("int", "uint", "bool"))
    show(dtype, shape, [int(x) for x in values] if whole else values, f"formula {m} {p} {o} {d}", grad)


def floats():
    turn = 0
    for dtype, pools, shapes in (
        ("float32", FLOATS | SINGLES_ONLY, 3),
        ("float64", FLOATS | DOUBLES_ONLY, 2),
        ("float16", FLOATS, 1),
    ):
        for pool in pools.values():
            for _ in range(shapes):
                shape = SHAPES[turn % len(SHAPES)]
                show(dtype, shape, cycled(pool, shape))
                turn += 1


def integers():
    turn = 0
    for dtype, limits in LIMITS.items():
        for pool in list(INTEGERS.values()) + [limits]:
            if dtype == "uint8" and min(pool) < 0:
                continue
            for _ in range(2):
                shape = SHAPES[turn % len(SHAPES)]
                show(dtype, shape, cycled(pool, shape))
                turn += 1
    for pool in ([True], [False], [True, False]):
        for shape in ((), (2,), (2, 3), (15,)):
            show("bool", shape, cycled(pool, shape))


def complexes():
    turn = 0
    for pool in COMPLEX:
        for _ in range(2):
            shape = SHAPES[turn % len(SHAPES)]
            show("complex64", shape, cycled(pool, shape, 2))
            turn += 1


def empties():
    for dtype in ("float32", "float64", "float16", "uint8", "int8", "int32", "int64", "bool", "complex64"):
        for shape in ((0,), (0, 3), (2, 0, 4)):
            show(dtype, shape, [])
    show("float32", (0,), [], grad=True)
    show("float64", (0, 2), [], grad=True)


def summaries():
    for shape in ((1000,), (1001,), (500, 3), (3, 500), (2, 7, 100), (4, 3, 100), (1, 1, 1, 1001), (1001, 1), (7, 7, 7, 7)):
        formula("int64", shape, 7919, 1009, -200, 1)
    formula("float32", (6, 6, 6, 6), 7919, 11, -3, 1)
    for dtype in ("float32", "float64", "float16"):
        formula(dtype, (1001,), 7919, 8191, -4000, 1024)
        formula(dtype, (40, 40), 7919, 8191, 1, 64)
        formula(dtype, (20, 20, 20), 7919, 127, -60, 1)
        formula(dtype, (2000,), 7919, 8191, 0, 4096)
    # Only the corners decide style and width: the middle holds larger and smaller numbers than they.
    formula("float32", (2000,), 1, 1500, 0, 1)
    formula("float32", (2000, 2), 1, 3990, 10, 1)
    formula("float64", (1100,), 1, 1100, 0, 1000000)
    formula("float64", (1001, 1, 2), 1000003, 2000003, -999, 7)
    for dtype in ("uint8", "int8", "int32"):
        formula(dtype, (50, 50), 31, 101, 0, 1)
    formula("bool", (1001,), 7, 2, 0, 1)
    formula("bool", (30, 40), 5, 2, 0, 1)
    formula("complex64", (1001,), 7919, 8191, -4000, 1024)
    formula("complex64", (35, 35), 7919, 127, -60, 1)
    formula("complex64", (10, 11, 12), 7919, 8191, 0, 1000)
    formula("float32", (1001,), 7919, 8191, -4000, 1024, grad=True)
    formula("float64", (33, 33), 7919, 8191, -4000, 1024, grad=True)


def suffixes():
    """Texts whose last line ends near the column where a suffix no longer fits."""
    for count in range(16, 21):
        show("int32", (count,), [i % 10 for i in range(count)])
    for digits in range(1, 5):
        show("uint8" if digits < 3 else "int32", (17,), [10 ** (digits - 1)] * 17)
    # 58 to 62 columns before a suffix of 19: the last that fits, and the first that does not.
    for shape, digits in (((1, 16), 1), ((1, 17), 1), ((1, 12), 2), ((1, 13), 2), ((1, 10), 3), ((1, 1, 16), 1)):
        show("uint8", shape, [10 ** (digits - 1)] * prod(shape))
        show("int32", (*shape[:-1], 30 + shape[-1]), [10 ** (digits - 1)] * (prod(shape) + 30))
    for count in range(7, 13):
        show("float64", (count,), [0.5] * count)
    for count in range(13, 21):
        show("float32", (count,), [1.0] * (count - 1) + [10.0 ** (count % 3)], grad=True)
    for count in range(8, 12):
        show("float64", (1, count), [1.0] * (count - 1) + [-2.0], grad=True)
    for count in (3, 5, 9, 10, 11):
        show("float16", (2, count), [0.25] * (2 * count), grad=True)
    show("float32", (), [1.0], grad=True)
    show("float64", (), [0.5], grad=True)
    show("complex64", (2,), [1, 2, 3, 4], grad=True)
    show("float32", (2, 2, 2), [1, 2, 3, 4, 5, 6, 7, 8], grad=True)


def scattered():
    """Random numbers of random magnitudes, from a seed."""
    rnd = random.Random(20)
    for dtype in ("float32", "float64", "float16", "complex64"):
        for case in range(12):
            shape = rnd.choice([(4,), (2, 3), (9,), (2, 2, 3), (1, 5), (14,)])
            spread = rnd.choice([0, 0, 1, 2, 4])
            parts = 2 if dtype == "complex64" else 1
            values = [rnd.gauss(0, 1) * 10 ** rnd.uniform(-spread, spread) for _ in range(prod(shape) * parts)]
            show(dtype, shape, values)


if __name__ == "__main__":
    print(f"Written by generate.py with torch {torch.__version__}; print has not changed since, up to 2.7.1.")
    floats()
    integers()
    complexes()
    empties()
    summaries()
    suffixes()
    scattered()
