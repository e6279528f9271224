"""Colours that can be read, whatever the brand colour: contrast by WCAG 2.2, computed, not guessed.

Source of the formulas: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import colorsys

Colour = tuple[int, int, int]

READABLE = 4.5


def parse(hex_colour: str) -> Colour:
    """From `#rrggbb`. Raises ValueError for anything else."""
    if len(hex_colour) != 7 or hex_colour[0] != "#":
        raise ValueError(hex_colour)
    value = int(hex_colour[1:], 16)
    return value >> 16, (value >> 8) & 255, value & 255


def as_hex(colour: Colour) -> str:
    """As `#rrggbb`."""
    red, green, blue = colour
    return f"#{red:02x}{green:02x}{blue:02x}"


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: Colour, paper: Colour, ratio: float = READABLE) -> Colour:
    """`colour`, made lighter or darker just enough to be read on `paper`; its hue stays."""
    if contrast(colour, paper) >= ratio:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    towards = 0.0 if luminance(paper) > 0.18 else 1.0
    for step in range(1, 101):
        share = step / 100
        moved = colorsys.hls_to_rgb(hue, lightness + (towards - lightness) * share, saturation)
        candidate = (round(moved[0] * 255), round(moved[1] * 255), round(moved[2] * 255))
        if contrast(candidate, paper) >= ratio:
            return candidate
    return (0, 0, 0) if towards == 0 else (255, 255, 255)


def text_on(background: Colour) -> Colour:
    """Black or white, whichever can be read better on `background`."""
    black, white = (0, 0, 0), (255, 255, 255)
    return white if contrast(white, background) >= contrast(black, background) else black
