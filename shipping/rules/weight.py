"""The weight a courier bills, in whole kilograms. Integer arithmetic only: 1.3 - 1 > 0.3 in floats."""

SizeCm = tuple[int, int, int]


def volumetric_g(size_cm: SizeCm, *, divisor: int) -> int:
    """Grams that length, width and height stand for (L x W x H / divisor kg), rounded up to a gram."""
    if divisor <= 0:
        raise ValueError("divisor must be positive")
    length, width, height = size_cm
    return -(-length * width * height * 1000 // divisor)


def chargeable_g(weight_g: int, *, size_cm: SizeCm, divisor: int) -> int:
    """The larger of actual and volumetric weight in grams, before any rounding to kilograms."""
    return max(weight_g, volumetric_g(size_cm, divisor=divisor))


def whole_kg(weight_g: int, *, round_up_from_g: int) -> int:
    """Kilograms billed for grams: at least 1; an excess up to `round_up_from_g` is dropped.

    JNE's counter rule is 300 g: 1300 g -> 1 kg, 1301 g -> 2 kg. With 0 it is a plain ceiling.
    """
    kilograms, excess_g = divmod(weight_g, 1000)
    if excess_g > round_up_from_g:
        kilograms += 1
    return max(kilograms, 1)


def billed_kg(weight_g: int, *, size_cm: SizeCm, divisor: int, round_up_from_g: int) -> int:
    """Whole kilograms a courier service bills for a parcel of this weight (grams) and outer size."""
    return whole_kg(
        chargeable_g(weight_g, size_cm=size_cm, divisor=divisor),
        round_up_from_g=round_up_from_g,
    )
