"""What stands on a page beside its content: the values of form fields, and typed notes.

``read_printed`` calls it. PDFium reads the text of a page alone, so what a field or a free text
shows is first made part of the page, as printing does.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as c

_SHOWN = (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT)


def open_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page at ``index``, with what its fields show.

    Raises PdfiumError for a page that cannot be read.
    """
    page = document[index]
    if _has_fields(page) and c.FPDFPage_Flatten(page.raw, c.FLAT_NORMALDISPLAY):
        page.close()
        page = document[index]
    return page


def _has_fields(page: pdfium.PdfPage) -> bool:
    return any(_subtype(page, at) in _SHOWN for at in range(c.FPDFPage_GetAnnotCount(page.raw)))


def _subtype(page: pdfium.PdfPage, index: int) -> int:
    annotation = c.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return int(c.FPDF_ANNOT_UNKNOWN)
    try:
        return int(c.FPDFAnnot_GetSubtype(annotation))
    finally:
        c.FPDFPage_CloseAnnot(annotation)
