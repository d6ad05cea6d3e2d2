"""Signs of the symbol fonts (w:sym, ECMA-376 part 1, 17.3.3.30) as Unicode has them."""

from __future__ import annotations

_BOXES = {
    0xA8: "□",
    0x6F: "□",
    0xA3: "□",
    0x71: "□",
    0xFE: "☑",
    0x52: "☑",
    0xFC: "√",
    0xFB: "×",
    0xFD: "☒",
    0x54: "☒",
}  # of Wingdings and Wingdings 2, as forms use them
_SYMBOL = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x44: "Δ",
    0x46: "Φ",
    0x47: "Γ",
    0x4C: "Λ",
    0x50: "Π",
    0x51: "Θ",
    0x53: "Σ",
    0x57: "Ω",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "·",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xCE: "∈",
    0xD6: "√",
}
_PRIVATE = 0xF000  # where Word puts the signs of such fonts
_NONE = "〓"


def sign(font: str, code: str) -> str:
    """The sign of ``code`` (hexadecimal) in ``font``; 〓 where it is not known."""
    try:
        point = int(code, 16)
    except ValueError:
        return _NONE
    place = point - _PRIVATE if _PRIVATE <= point < _PRIVATE + 0x100 else point
    if font.lower() == "symbol":
        return _SYMBOL.get(place) or (chr(place) if 0x20 < place < 0x3F else _NONE)
    if point == place:
        return chr(point) if 0x20 <= point < 0xD800 else _NONE
    return _BOXES.get(place, _NONE)
