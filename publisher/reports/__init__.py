"""What the bureau hands over: half-year reports, archives, minutes, task lists, exports (articles 17, 18, 23).

Composing is pure: published files in, typed blocks and tables out (blocks.py). Writing .docx, .xlsx and .zip is
word.py, excel.py and zips.py, which know nothing of draws.
"""
