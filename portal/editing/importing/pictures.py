"""Pictures of an imported file: read from the header first, made smaller, written anew without what cameras add."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence

from portal.core.records import dataclass
from portal.editing.importing.notes import Notes

MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
MIN_SIDE = 48
MAX_PICTURES = 60
MAX_BYTES = 450 * 1024
MAX_ALL = 15 * 1024 * 1024
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_QUALITIES = (84, 74, 62)


@dataclass(frozen=True)
class NewPicture:
    """A picture ready to be saved: the ending of its name and its bytes."""

    suffix: str
    data: bytes


def remade(names: Sequence[str], pictures: Mapping[str, bytes], notes: Notes) -> dict[str, NewPicture]:
    """The pictures named, re-encoded; those that cannot be used are noted and left out."""
    found: dict[str, NewPicture] = {}
    whole = 0
    for name in dict.fromkeys(names):
        data = pictures.get(name)
        short = name.rpartition("/")[2]
        if data is None:
            notes.add("picture-missing", name=short)
            continue
        if len(found) >= MAX_PICTURES or whole > MAX_ALL:
            notes.add("picture-many", name=short)
            continue
        new = _remade(data, short, notes)
        if new:
            found[name] = new
            whole += len(new.data)
    return found


def _remade(data: bytes, name: str, notes: Notes) -> NewPicture | None:
    from PIL import Image, ImageOps, UnidentifiedImageError

    lower = name.lower()
    if lower.endswith((".svg", ".emf", ".wmf", ".emz", ".wmz", ".eps", ".pdf")) or data[:256].lstrip()[:5] in {
        b"<?xml",
        b"<svg ",
    }:
        notes.add("picture-vector", name=name)
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is held against our own limit
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    notes.add("picture-huge", name=name, width=width, height=height)
                    return None
                if max(width, height) < MIN_SIDE:
                    notes.add("picture-tiny", name=name)
                    return None
                image.draft("RGB", (MAX_SIDE, MAX_SIDE))
                turned = ImageOps.exif_transpose(image)
                turned.thumbnail((MAX_SIDE, MAX_SIDE))
                return _encoded(turned)
    except Image.DecompressionBombError:
        notes.add("picture-huge", name=name, width="?", height="?")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError,
            ZeroDivisionError, TypeError, IndexError, KeyError, AttributeError, RuntimeError):  # fmt: skip
        # Pillow's decoders raise nearly everything on damaged data.
        notes.add("picture-broken", name=name)
    return None


def _encoded(image: object) -> NewPicture:
    from PIL import Image

    assert isinstance(image, Image.Image)
    flat = image
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", layer.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
    few = flat.convert("RGB").getcolors(maxcolors=256) is not None
    rgb = flat.convert("RGB")
    # A new image has no EXIF, no place, no comment.
    clean = Image.new("RGB", rgb.size)
    clean.paste(rgb)
    if few:  # drawings and tables; photographs have more colours than that
        out = io.BytesIO()
        clean.quantize(256).save(out, "PNG", optimize=True)
        if out.tell() <= MAX_BYTES:
            return NewPicture(".png", out.getvalue())
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        clean.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        data = out.getvalue()
        if len(data) <= MAX_BYTES:
            break
    return NewPicture(".jpg", data)
