"""The prose of a Markdown text in pieces: those that are translated, and what stands between them.

A paragraph, a heading, a list item, a row of a table and the text of a fold are messages, one each. Formulas between
double dollars, code between fences, rules of tables and comments stay as they are.
"""

import re

FENCED = re.compile(r"(?ms)^ *```.*?^ *```$|^\$\$.*?\$\$$")
# Signs of headings, quotations and lists at the beginning of a line.
BEGINS = re.compile(r"(?:> ?|#{1,6} |[-*] |\d+\. | {2,})+")
ENDS = re.compile(r"\s*(?:<!--.*?-->)?\s*\Z")
KEPT = re.compile(r"[-|: >]*|</?(?:details|small)>|<!--.*-->|<img\b[^>]*>")
SUMMARY = re.compile(r"(<summary>|<small>)?(.*?)(</summary>|</small>)?")


def pieces(text):
    """Return [(piece, whether it is a message)]; joined, the pieces are the text.

    >>> [piece for piece, is_message in pieces("## A title\\n\\n- one\\n- two <!-- beside: a -->\\n") if is_message]
    ['A title', 'one', 'two']
    """
    found, place = [], 0
    for fence in FENCED.finditer(text):
        found += _of_lines(text[place : fence.start()]) + [(fence[0], False)]
        place = fence.end()
    return [(piece, is_message) for piece, is_message in found + _of_lines(text[place:]) if piece]


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
