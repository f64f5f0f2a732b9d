"""Markdown of a notebook as HTML: formulas as MathML, links to other pages of the site, headings with anchors.

The letters p, q and D have the colours of the figures in all text, but not in code.
"""

import html
import re
from xml.etree import ElementTree

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from course.translation import _

COLOURED = ("p", "q", "D")  # style.css has a colour for each
_CODE = r"<(?P<tag>code|pre|svg|math|script|var)\b.*?</(?P=tag)>"
_A_BOX = r"<td>D(?=</td>)|[(（]D[)）]|(?:C,|C and|symbol,) D\b|C(?:、| 和 )D"  # and no divergence
_IN_A_WORD = r"[^\W\u4e00-\u9fff]"  # Chinese puts no space between a symbol and the next word
_SYMBOL = rf"(?<!{_IN_A_WORD})(?P<letter>[{''.join(COLOURED)}])(?:_[a-z]+|[₀-₉ᵢⱼ]+)?(?!{_IN_A_WORD})"
_KINDS = _("Play"), _("Predict")  # of sections
_KIND = re.compile(f"^(?:{'|'.join(_KINDS)})[:：]")
_SYMBOLS = re.compile(f"{_CODE}|{_A_BOX}|<[^>]*>|{_SYMBOL}", re.DOTALL)


class Renderer(IPythonRenderer):
    """A renderer from Markdown to HTML. Afterwards `headings` holds (anchor, HTML) of each heading of level 2.

    given: the anchors of the first headings; that of another heading comes from its text. `anchors` holds all.
    """

    def __init__(self, given=()):
        super().__init__(escape=False)
        self.given, self.anchors, self.headings = given, [], []

    def heading(self, text, level, **attrs):
        name = html.unescape(re.sub(r"<[^>]*>", "", text))
        place = len(self.anchors)
        anchor = self.given[place] if place < len(self.given) else re.sub(r"\W+", "-", name.lower()).strip("-")
        self.anchors.append(anchor)
        if level == 2:
            self.headings.append((anchor, coloured(text)))
            text = _KIND.sub(r'<span class="kind">\g<0></span>', text)
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        return f'<a href="{html.escape(address_of(url))}">{text}</a>'

    def table(self, text):
        return f'<div class="wide"><table>\n{text}</table></div>\n'

    def block_code(self, code, info=None):
        return code_block(code) if info == "python" else output_block(code)

    def block_math(self, body):
        return f'<span class="wide formula">{mathml(body, "block")}</span>'

    def inline_math(self, body):
        return mathml(body, "inline")

    def latex_environment(self, name, body):
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")


def address_of(link):
    """Return the address on the site for a link in a notebook: a page for another notebook, otherwise the link itself.

    >>> [address_of(link) for link in ("01_entropy.ipynb#the-map", "TEACHING.md", "#map", "https://a.org/b.ipynb")]
    ['01_entropy.html#the-map', 'TEACHING.html', '#map', 'https://a.org/b.ipynb']
    """
    return re.sub(r"^([\w]+)\.(?:ipynb|md)\b", r"\1.html", link)


def to_html(markdown, renderer):
    """Return the HTML of one cell's Markdown, without what is said to readers of the running notebook alone.

    >>> to_html('Look. <span class="notebook">Run the cell.</span>', Renderer())
    '<p>Look.</p>\\n'

    A note of the fine print names the section that it stands beside, where there is room:

    >>> to_html("> It has no base. <!-- beside: the-formula -->", Renderer())
    '<blockquote>\\n<p class="note" role="note" data-beside="the-formula">It has no base.</p>\\n</blockquote>\\n'
    """
    markdown = re.sub(r'(?m)^- <span class="notebook">.*</span>\n', "", markdown)
    markdown = re.sub(r'<span class="notebook">.*?</span>', "", markdown)
    markdown = re.sub(r"(?<=\d) %(?! \d)", "\N{NO-BREAK SPACE}%", markdown)
    text = MarkdownWithMath(renderer=renderer).render(markdown)
    note = '<p class="note" role="note" data-beside="{}">'
    text = re.sub(r"<p>([^\n]*) <!-- beside: ([\w-]+) -->", lambda found: note.format(found[2]) + found[1], text)
    return coloured(text)


def as_text(markdown):
    """Return Markdown as plain text.

    >>> as_text("It says *dog, 90 %*: **1** bit of `p`.")
    'It says dog, 90\\xa0%: 1 bit of p.'
    """
    return html.unescape(re.sub("<[^>]*>", "", to_html(markdown, Renderer()))).strip()


def anchored(page):
    """Return the HTML of a page with a link to itself in each heading of level 2 and 3 that has an id.

    >>> anchored('<h2 id="map">Map</h2>')
    '<h2 id="map">Map<a class="anchor" href="#map" data-pagefind-ignore aria-label="Link to this section">#</a></h2>'
    """
    label = _("Link to this section")
    link = rf'\1<a class="anchor" href="#\3" data-pagefind-ignore aria-label="{label}">#</a>'
    return re.sub(r'(<h([23]) id="([^"]+)">.*?)(?=</h\2>)', link, page, flags=re.DOTALL)


def coloured(text):
    """Return HTML with marks around the letters p, q and D, unless D is a box or a symbol beside A, B and C.

    >>> coloured("D(p‖q_bent) of <code>p</code>, soup (D)")
    '<var class="D">D</var>(<var class="p">p</var>‖<var class="q">q_bent</var>) of <code>p</code>, soup (D)'
    """
    return _SYMBOLS.sub(lambda x: f'<var class="{x["letter"]}">{x[0]}</var>' if x["letter"] else x[0], text)


def mathml(latex, display):
    """Return a formula as <math>, with the number of its `\\tag{n}` beside it.

    >>> mathml(r"x \\tag{7}", "inline")
    '<math display="inline"><mrow><mi>x</mi></mrow></math> <span class="tag">(7)</span>'
    """
    tag = re.search(r"\\tag\{(.+?)\}", latex)
    latex = latex.replace(tag[0], "") if tag else latex
    latex = latex.replace("{aligned}", "{split}")  # the same layout, under a name that the converter knows
    formula = convert(latex.strip(), display=display).replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    formula = ElementTree.fromstring(formula)
    for name in formula.iter("mi"):
        if name.text in COLOURED:
            name.set("class", name.text)
    formula = _spaced(formula)
    return formula + (f' <span class="tag">({tag[1]})</span>' if tag else "")


def _spaced(formula):
    """Return the formula as text, with a thin space between a function's name and a neighbour that is no sign."""
    for row in formula.iter():
        if row.tag not in ("math", "mrow", "mtd"):
            continue  # in a fraction or an index, a space would count as a part
        children = list(row)
        for place in reversed(range(1, len(children))):
            before, after = children[place - 1 : place + 1]
            apart = before.tag in ("mo", "mspace", "mtext") or after.tag in ("mo", "mspace")
            if not apart and (_is_function(before) or _is_function(after)):
                row.insert(place, ElementTree.Element("mspace", width="0.17em"))
    return ElementTree.tostring(formula, encoding="unicode")


def _is_function(element):
    """Return whether the element is log, ln or tanh, perhaps with an index or an exponent."""
    name = element[0] if element.tag in ("msub", "msup") else element
    return name.tag == "mi" and name.text in ("log", "ln", "tanh")


def code_block(code):
    """Return Python code as highlighted HTML."""
    tokens = highlight(code, PythonLexer(stripall=True), HtmlFormatter(nowrap=True))
    return f'<pre class="code"><code>{tokens.rstrip()}</code></pre>\n'


def output_block(text):
    """Return a cell's printed or computed output as HTML."""
    return f'<pre class="output"><samp>{html.escape(text.rstrip(), quote=False)}</samp></pre>\n'
