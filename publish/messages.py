"""The texts of notebooks and of Markdown files in pieces: those that are translated, and what stands between them.

A paragraph, a heading, a list item, a row of a table and the text of a fold are messages, one each. So are the words in
a formula between double dollars, and a line of code with words in quotation marks or with a comment. Other formulas and
other code, rules of tables and HTML comments stay as they are.
"""

import re

import nbformat

# Code between fences or behind four spaces, and formulas.
APART = re.compile(r"(?ms)(^ *```.*?^ *```$|^\$\$.*?\$\$$|(?<=\n\n)(?: {4}[^\n]*\n)+)")
IN_FORMULA = re.compile(r"(\\(?:text|mathrm)\{)([^}]*[A-Za-z][^}]*)(?=\})")
# Signs of headings, quotations and lists at the beginning of a line.
BEGINS = re.compile(r"(?:> ?|#{1,6} |[-*] |\d+\. | {2,})+")
ENDS = re.compile(r"\s*(?:<!--.*?-->)?\s*\Z")
KEPT = re.compile(r"[-|: >]*|</?(?:details|small)>|<!--.*-->|<img\b[^>]*>")
SUMMARY = re.compile(r"(<summary>|<small>)?(.*?)(</summary>|</small>)?")
# The end of a line within a paragraph or a list item of a Markdown file.
BREAK = re.compile(r"(?<=\S)\n *(?=\S)(?!```|\$\$|[-*] |\d+\. |[|#<>])")
IN_BRACES = re.compile(r"\{[^{}'\"]*\}")
WORDS_IN_CODE = re.compile(r"#|(['\"])(?:(?!\1).)*[A-Za-z]{2}.*\1")


def pieces(text):
    """Return [(piece, whether it is a message)] of a Markdown text; joined, the pieces are the text.

    >>> [piece for piece, is_message in pieces("## A title\\n\\n- one\\n- two <!-- beside: a -->\\n") if is_message]
    ['A title', 'one', 'two']
    """
    found = []
    for place, part in enumerate(APART.split(text)):  # every second part stands apart
        of_apart = _of_formula if part.startswith("$$") else pieces_of_code
        found += of_apart(part) if place % 2 else _of_lines(part)
    return [(piece, is_message) for piece, is_message in found if piece]


def pieces_of_code(source):
    """Return the pieces of code, as `pieces` does.

    >>> pieces_of_code('p = 1  # dog\\nprint(f"{p}")')
    [('p = 1  # dog', True), ('\\n', False), ('print(f"{p}")', False)]
    """
    found = []
    for line in source.splitlines(keepends=True):
        code = line.strip()
        # `guess` translates the name of what it asks for, and keeps the answer under the English one.
        if WORDS_IN_CODE.search(IN_BRACES.sub("", code)) and not code.startswith("guess("):
            before, after = line.split(code)
            found += [(before, False), (code, True), (after, False)]
        else:
            found.append((line, False))
    return [(piece, is_message) for piece, is_message in found if piece]


def pieces_of_cell(cell):
    """Return the pieces of a notebook's cell. Code that a page hides has no message."""
    if cell.cell_type == "markdown":
        return pieces(cell.source)
    is_hidden = cell.metadata.get("jupyter", {}).get("source_hidden")
    return [(cell.source, False)] if is_hidden else pieces_of_code(cell.source)


def pieces_of_file(path):
    """Return a list of pieces for each cell of a notebook, or a single one for a Markdown file, without line breaks."""
    if path.suffix == ".ipynb":
        return [pieces_of_cell(cell) for cell in nbformat.read(path, as_version=4).cells]
    return [pieces(unwrapped(path.read_text(encoding="utf-8")))]


def unwrapped(text):
    """Return a Markdown text with each paragraph and each list item in a single line.

    >>> unwrapped("A long\\nline.\\n\\n- And an\\n  item.\\n- And\\n")
    'A long line.\\n\\n- And an item.\\n- And\\n'
    """
    parts = enumerate(APART.split(text))
    return "".join(part if place % 2 else BREAK.sub(" ", part) for place, part in parts)


def _of_formula(formula):
    words = IN_FORMULA.split(formula)
    return [(word, place % 3 == 2) for place, word in enumerate(words)]


def _of_lines(text):
    found = []
    for line in text.splitlines(keepends=True):
        begin = BEGINS.match(line)
        begin = begin[0] if begin else ""
        rest = line[len(begin) :]
        end = ENDS.search(rest)[0]
        rest = rest.removesuffix(end)
        if KEPT.fullmatch(rest):
            found.append((line, False))
            continue
        before, inner, after = SUMMARY.fullmatch(rest).groups(default="")
        found += [(begin + before, False), (inner, bool(inner)), (after + end, False)]
    return found
