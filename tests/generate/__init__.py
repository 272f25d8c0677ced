"""Papers without an author: valid Vorlagen of any length and their like in Typst, from a seed number (the same number, the same paper)."""
