"""The pages speak plainly: short sentences, common words, terms explained at first use, letters with one meaning."""

import ast
import re

import pytest
from saved_pages import LESSONS, ROOT, prose, read

LONGEST = 24  # words in a sentence
RARE = 3.0  # on Zipf's scale in wordfreq: a word that comes once in a million words
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "notebooks/TEACHING.md", "publish/home.html")]
SOURCES = [*(ROOT / "course").rglob("*.py"), *(ROOT / "publish").glob("*.py")]
PROGRAMS = sorted(path for path in SOURCES if "_(" in path.read_text(encoding="utf-8"))
TEXTS = pytest.mark.parametrize("path", [*LESSONS, *DOCUMENTS, *PROGRAMS], ids=lambda path: path.stem)

# Terms of the field by the page that explains them. There they are in bold, and no page before uses them.
TERMS = {
    "00": ["entropy", "cross-entropy", "KL divergence", "loss", "nats"],
    "01": ["source"],
    "02": ["codeword"],
    "03": ["one-hot", "logit", "softmax", "dense layer", "batch"],
    "04": ["gradient", "tangent"],
    "05": ["mutual information", "data-processing inequality"],
    "06": ["prefix code", "Kraft sum", "Kraft's inequality", "Huffman"],
    "07": ["smoothed", "overfitting", "negative log-likelihood"],
    "08": ["joint table", "conditional entropy"],
    "09": ["hypotheses", "evidence", "likelihood ratio", "odds", "Bayes' rule", "peeking", "Ville's inequality"],
    "10": ["hump", "gradient descent", "maximum likelihood", "variational inference", "Jensen-Shannon"],
    "11": ["temperature", "calibrated", "label smoothing", "overflow", "underflow", "sigmoid", "binary cross-entropy"],
    "12": ["bigram model", "perplexity"],
    "13": ["framework", "fine-tuning", "policy", "distillation"],
    "14": ["normal distribution", "density", "differential entropy", "variational autoencoder", "correlation"],
}
# Rare words that our readers know, or that more common relatives explain.
KNOWN = [
    *("asymmetry", "burglar", "centimetre", "classifier", "comma", "computation", "compute", "cross-entropie"),
    *("decimal", "decoded", "detour", "entropie", "equalitie", "exponent", "forecaster", "grey", "guesser", "halve"),
    *("halving", "hundredth", "inverting", "lengthen", "logarithm", "multiplie", "perplexitie", "punishe", "shuffled"),
    *("slider", "snow", "snowed", "steeper", "subtract", "subtracted", "tenth", "thousandth", "tosse", "training"),
    *("variance", "verdict", "callback", "docstring", "install", "kilobyte", "rename", "renew", "untranslated"),
    *("gettext", "ipywidget", "matplotlib", "mutmut", "nbgitpuller", "numpy", "pandoc", "polar", "pytest"),
    *("scikit-learn", "xarray", "ptotal", "qtotal", "qbent", "qbroken", "qcopy", "qfair", "qorder", "tanh"),
    *("toosure", "schmeckt", "xqxq", "pinyin"),
]


def texts_of(path):
    """Return the paragraphs of a page, a document or a template, or the texts that a module shows."""
    if path.suffix == ".py":
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        shown = [one for call in calls if getattr(call.func, "id", "") in ("_", "plural") for one in call.args]
        return [re.sub(r"\{\w+\}", "1", one.value) for one in shown if isinstance(getattr(one, "value", None), str)]
    if path.suffix == ".html":
        text = re.sub(r"(?s)\{%.*?%\}", "", path.read_text(encoding="utf-8"))
        return re.split(r"<(?!/?(?:b|em|a|code)\b)[^>]*>", re.sub(r"\{\{.*?\}\}", "1", text))
    goals = r"<small>You will be able to .*?\. (?=\d+ minutes)"  # a list
    text = re.sub(rf"```.*?```|\$\$.*?\$\$|{goals}", "\n\n", prose(path), flags=re.DOTALL)
    text = re.sub(r"(?m)^(?: {4}.*|\|.*|#+ .*|> ?)", lambda line: "" if line[0].startswith(">") else "\n\n", text)
    return re.split(r"\n\s*\n|\n(?=\s*(?:\d+\.|-) )", text)


def sentences(path):
    for text in texts_of(path):
        plain = re.sub(r"!?\[([^]]*)\]\([^)]*\)|\$([^$]*)\$|`[^`]*`|https?:\S+|<[^>]*>|[*_]", r"\1\2", text)
        yield from re.split(r"(?<=[.?!:])[\"”)]?\s+(?=\S)", " ".join(plain.split()))


def words(text):
    return re.findall(r"[^\W\d_](?:[’'-]?[^\W\d_])*|\d[\d.,/]*", text)


@TEXTS
def test_sentences_are_short(path):
    assert [sentence for sentence in sentences(path) if len(words(sentence)) > LONGEST] == []


@TEXTS
def test_a_sentence_begins_with_its_subject(path):
    begins = re.compile(r"(What|Whoever|That of)\b(?!.*\?)")
    assert [sentence for sentence in sentences(path) if begins.match(sentence)] == []


@TEXTS
def test_words_are_common(path):
    from wordfreq import zipf_frequency  # with --all only: it is as large as matplotlib

    explained = {part for terms in TERMS.values() for term in terms for part in words(term.lower())}.union(KNOWN)
    found = {word for sentence in sentences(path) for word in words(sentence) if word.islower() and word.isascii()}
    singular = {re.sub(r"'?s$|'$", "", word): word for word in found}
    rare = [word for word in singular if len(word) > 3 and zipf_frequency(singular[word], "en") < RARE]
    assert [word for word in sorted(rare) if word not in explained and zipf_frequency(word, "en") < RARE] == []


@pytest.mark.parametrize("term", [(page, term) for page, terms in TERMS.items() for term in terms], ids=lambda t: t[1])
def test_a_term_is_explained_where_it_first_comes(term):
    """Tables, the line of goals and links to other pages may name it before."""
    page, term = term
    texts = {path.stem[:2]: re.sub(r"(?m)^\|.*|^<small>.*|\[[^]]*\]\([^)]*\)", "", prose(path)) for path in LESSONS}
    assert next(page for page, text in texts.items() if re.search(rf"\b{term}", text, re.I)) == page
    assert re.search(rf"\*\*[^*\n]*{term}[^*\n]*\*\*", texts[page], re.I)


def test_a_letter_has_one_meaning_on_all_pages():
    """The table of letters in 00 has each letter of the formulas once; but for the number e and the d of d/dz."""
    table = next(cell.source for cell in read(LESSONS[0]).cells if cell.id == "letters")
    listed = [letter for row in re.findall(r"^\| ([^|]+) \|", table, re.M) for letter in row.split(", ")]
    formulas = [formula for path in LESSONS for formula in re.findall(r"\$\$(.+?)\$\$", prose(path), re.DOTALL)]
    plain = re.sub(r"\\(?:text|tag|begin|end|mathrm)\{[^}]*\}|_\{KL\}|\\[A-Za-z]+", " ", " ".join(formulas))
    assert len(listed) == len(set(listed))
    assert set(re.findall(r"[A-Za-z]", plain)) <= {*listed, "e", "d"}
