"""A file that an editor sends (docx, odt, html, txt, md, the form's result) → documents of the portal.

The way of a file: bytes are looked at before anything reads them (:mod:`guard`, :mod:`decoding`), read into blocks of
text (:mod:`word`, :mod:`web`, :mod:`plain_text`), cleaned (:mod:`tidy`, :mod:`furniture`, :mod:`headings`), told apart
by language (:mod:`languages`), described by a proposed card (:mod:`proposal` and its parts), written as Markdown
(:mod:`markdown`) and saved, all files or none (:mod:`saving`). What was unsure is said in notes (:mod:`notes`).
"""
