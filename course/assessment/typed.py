"""Typed texts: their signs replaced by the ASCII signs that they look like, and their formulas as Python code.

A formula has numbers, + - * / ^ **, brackets, and functions; log is the natural logarithm, as in numpy.
"""

import ast
import re
import unicodedata

# Letters of other alphabets and signs of East Asian keyboards, with the ASCII signs that they look like or stand for.
ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορ" "　、。【】〔〕‘’“”„「」『』",
        "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXavop" " ,.[][]" "''" '"""""""',
        strict=True,
    )
) | {chr(sign + 0xFEE0): chr(sign) for sign in range(0x21, 0x7F)}
SIGNS = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "⁄": "/", "^": "**", "√": "sqrt"}
FUNCTION = re.compile(r"(?<![\w.])(?:np\.|math\.)?(log2|log10|log|ln|exp|sqrt)(?=\s*\()", re.IGNORECASE)


def plain(text):
    """Return a text in which ASCII signs replace all signs that look like them.

    >>> plain("а０"), "а０" == "a0"
    ('a0', False)
    """
    return "".join(ALIKE.get(sign, sign) for sign in text)


def as_python(text):
    """Return a number or a formula as Python code, or an empty text if it is neither.

    >>> as_python("2^-5"), as_python("log2(32)"), as_python("2⁻⁵"), as_python("x + 1")
    ('2**-5', 'np.log2(32)', '2**-5', '')
    """
    text = re.sub("[⁻⁰¹²³⁴-⁹]+", r"**\g<0>", text)
    text = re.sub("[¼-¾⅐-⅞]", r"(\g<0>)", text)  # otherwise NFKC would make 3½ a 31/2
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans(SIGNS)).strip()
    code = FUNCTION.sub(lambda found: f"np.{found[1].lower().replace('ln', 'log')}", text)
    try:
        tree = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return code if _is_formula(tree) else ""


def _is_formula(tree):
    """Return whether this has only numbers, operators and functions of numpy."""
    match tree:
        case ast.Constant():
            return type(tree.value) in (int, float)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np")), args=[x], keywords=[]):
            return _is_formula(x)
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow()):
            return _is_formula(tree.left) and _is_formula(tree.right)
        case ast.UnaryOp(op=ast.UAdd() | ast.USub()):
            return _is_formula(tree.operand)
    return False
