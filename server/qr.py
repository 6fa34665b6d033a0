"""Links as QR codes, drawn as SVG."""

import segno


def qr(link: str) -> str:
    """Return a QR code as a `data:` address of an SVG picture."""
    return str(segno.make(link, error="m").svg_data_uri(scale=4, border=2))
