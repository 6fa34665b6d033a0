"""Links as QR codes, drawn as SVG."""

import io


def qr(link: str) -> str:
    """Return a QR code as an SVG document."""
    import segno  # noqa: PLC0415  # dear, and no start needs it

    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", xmldecl=False, scale=4, border=2)
    return drawn.getvalue().decode()
