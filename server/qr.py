"""Links as QR codes, drawn as SVG."""

import io

import segno


def qr(link: str) -> str:
    """Return a QR code as an SVG document."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", xmldecl=False, scale=4, border=2)
    return drawn.getvalue().decode()
