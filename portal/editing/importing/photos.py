"""A photograph for the repository: one size, two formats, small, and without what the camera wrote into it."""

from __future__ import annotations

import io
import warnings

from portal.content.photos import HEIGHT, MAX_BYTES, MAX_PIXELS, SUFFIXES, WIDTH

_QUALITIES = (82, 74, 66, 58, 50, 40, 30, 20)
_FORMATS = {".webp": "WEBP", ".jpg": "JPEG"}


class PhotoError(Exception):
    """The picture cannot be used; ``key`` names the message."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def prepared(data: bytes) -> dict[str, bytes]:
    """Suffix → file of a photograph, cut to one shape. Raises :class:`PhotoError` for what is none or is too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is held against our own limit
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
                width, height = image.size
                if width * height >= MAX_PIXELS:
                    raise PhotoError("too-large", width=width, height=height, limit=MAX_PIXELS // 1_000_000)
                if width < WIDTH // 2 or height < HEIGHT // 2:
                    raise PhotoError("too-small", width=width, height=height)
                image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))
                whole = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGB"), (WIDTH, HEIGHT))
    except Image.DecompressionBombError:
        raise PhotoError("too-large", width="?", height="?", limit=MAX_PIXELS // 1_000_000) from None
    except PhotoError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError,
            ZeroDivisionError, TypeError, IndexError, KeyError, AttributeError, RuntimeError):  # fmt: skip
        # Pillow's decoders raise nearly everything on damaged data.
        raise PhotoError("broken") from None
    # A new image has no EXIF, no place, no comment.
    clean = Image.new("RGB", whole.size)
    clean.paste(whole)
    return {suffix: _encoded(clean, _FORMATS[suffix]) for suffix in SUFFIXES}


def _encoded(image: object, kind: str) -> bytes:
    from PIL import Image

    assert isinstance(image, Image.Image)
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, kind, quality=quality, **({"method": 6} if kind == "WEBP" else {"optimize": True}))
        if out.tell() <= MAX_BYTES:
            return out.getvalue()
    raise PhotoError("too-detailed", limit=MAX_BYTES // 1024)
