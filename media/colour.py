"""Colours as a browser shows them without being told: sRGB, three channels, on white."""

from io import BytesIO

from PIL import Image, ImageCms

WIDE_GREY = {"I;16", "I;16L", "I;16B", "I", "F"}
WITH_ALPHA = {"RGBA", "LA", "PA", "La", "RGBa"}


def resizable(image: Image.Image) -> Image.Image:
    """The same picture in a mode whose pixels can be averaged."""
    if image.mode in WIDE_GREY:
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode == "P" or (image.mode in {"1", "L", "RGB"} and "transparency" in image.info):
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.convert("L") if image.mode == "1" else image


def plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A new RGB picture in sRGB with nothing attached to it."""
    if image.mode in WITH_ALPHA:
        image = _on_white(image.convert("RGBA"))
    image = _to_srgb(image, profile) if profile else image
    image = image if image.mode == "RGB" else image.convert("RGB")
    image.info = {}
    return image


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Unchanged when the profile says sRGB, is damaged, or is of another kind of picture."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return (
            ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            or image
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
