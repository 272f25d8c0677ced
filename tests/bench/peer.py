"""Run by the peer's own Python: typst.compile of one paper, with the same faces and for the same two standards."""
import sys

import typst

if len(sys.argv) > 1:
    source, out, root, fonts = sys.argv[1:]
    typst.compile(source, output=out, root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"])
