"""Word files, from Word or LibreOffice, read as manuscripts (ISO/IEC 29500-1)."""

from cms.intake.docx.archive import UnreadableFileError
from cms.intake.docx.document import read_docx

__all__ = ["UnreadableFileError", "read_docx"]
