"""A program that prints, as JSON pairs [where, text], all that learners read: figures, questions, verdicts, hints.

The templates and the scripts of the site have texts of their own.
"""

import html
import json
import re
from contextlib import chdir
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import example_figures
from answering import lock, text_of
from matplotlib.text import Text
from solutions import answers, known_mistakes, nonsense, with_wrong

from course import check, guess, guess_letters, hand_in, predict, predict_again
from course.assessment import keeping
from course.assessment.verdicts import _wrong_tries
from course.drawing.explorer import Explorer
from course.lessons import EXERCISES, QUESTIONS
from course.worlds.hidden_text import GIVEN, HIDDEN
from course.worlds.languages import models
from publish.home import NAME, ORDERS, PROMISE, QUESTION, SUBJECTS, price_tap, riddle_tap
from publish.pages import folded
from publish.questions import prediction_data

SAMPLES = 40  # positions of each explorer


def texts_of(figure):
    return {artist.get_text() for artist in figure.findobj(Text)}


def figure_says():
    for name in example_figures.FIGURES:
        figure = example_figures.without_frames(name)
        if not isinstance(figure, Explorer):
            yield f"{name}: sentence", figure.sentence
        else:
            yield f"{name}: title", figure.title
            yield from ((f"{name}: control", widget.description) for widget in figure.children[:-1])
            positions = list(figure.positions())
            chosen = [*positions[:: len(positions) // SAMPLES + 1], positions[-1]]
            yield from ((f"{name}: sentence", figure.at(**position)) for position in chosen)
        yield from ((f"{name}: label", text) for text in texts_of(figure.figure))


def prediction_says(name, make):
    """Yield the question, the texts of the still, and the reply to every choice."""
    bundle = make()._repr_mimebundle_()
    yield f"{name}: plain", bundle["text/plain"]
    yield f"{name}: still", re.sub(r"```text.*?```|<[^>]*>", " ", bundle["text/markdown"], flags=re.DOTALL)
    for place in range(6):
        prediction = make()
        yield from ((f"{name}: control", control.description) for control in [prediction.button, *prediction.controls])
        lock(prediction, *(control.options[place % len(control.options)][1] for control in prediction.controls))
        yield f"{name}: button", prediction.button.description
        yield f"{name}: reveal", " ".join([text_of(prediction.result.value), *labels_of(prediction.result.value)])


def labels_of(markup):
    return map(html.unescape, re.findall(r'(?:aria-label|alt|title)="([^"]*)"', markup))


def files():
    """Yield places for the file of answers, one of which cannot be written."""
    with TemporaryDirectory() as folder:
        for keeping.FILE in (Path(folder) / "answers.json", Path(folder) / "nowhere/answers.json"):
            yield


def predictions_say():
    for _file in files():
        for name in QUESTIONS:
            yield from prediction_says(f"predict {name}", partial(predict, name))
        yield from prediction_says("predict again", partial(predict_again, "00"))
    for truth in (0.3, 1, 2):
        yield from prediction_says("guess", partial(guess, "x", truth, 0, 2))


def game_says():
    """Yield the texts of the guessing game, without the hidden text, which is English in every language."""
    for _file in files():
        for typed in ("", "xx7m", HIDDEN):
            game = guess_letters(models()["English"])
            yield "game", text_of(game.status.value + game.score.value)
            game.field.value = typed
            yield "game", text_of(game.status.value + game.score.value)
        controls = [game.field.description, game.field.placeholder, game.restart.description]
        yield "game: controls", " ".join(controls)
        yield "game: still", game._repr_mimebundle_()["text/plain"].replace(GIVEN.rstrip(), "")


def handing_in_says():
    """Yield the button's message before any lock, for one answer and for many, and where nothing can be written."""
    with TemporaryDirectory() as folder, chdir(folder):
        keeping.FILE, written = Path("answers.json"), Path("my_answers.json")
        for name in ("00", "01", "02"):
            button = hand_in()
            button.button.click()
            yield "hand in", text_of(button.said.value).replace(written.name, "")
            keeping.keep("00" if name == "00" else f"predict {name}", [question.right for question in QUESTIONS[name]])
            check(f"{name}.1", 0)
            if name == "01":  # a folder in its place, so that the file cannot be written
                written.unlink()
                written.mkdir()
        yield "hand in: control", button.button.description
        yield "hand in: still", button._repr_mimebundle_()["text/plain"].replace(written.name, "")


def tries(number, exercise):
    """Yield lists of answers to an exercise: right ones, one mistake beside right ones, nonsense, and examples."""
    right = answers(number)
    yield from [right, right[::-1], [*map(nonsense, exercise.answers)]]
    yield from (with_wrong(number, place, nonsense(answer)) for place, answer in enumerate(exercise.answers))
    yield from (given for _answer, given, _words in known_mistakes(number))
    yield from (given for given, *_ in exercise.together + exercise.examples)


def verdicts():
    for number, exercise in EXERCISES.items():
        for given in tries(number, exercise):
            where = re.sub(" at 0x[0-9a-fA-F]+", "", f"check {number}: {given}")  # an address differs in every run
            _wrong_tries.clear()
            for _again in range(2):  # the second time gives a stronger hint
                yield where, check(number, *given).text


def site_says():
    """Yield the texts of the front page and of a page's folds and questions, except those that the course has too."""
    texts = [NAME, SUBJECTS, PROMISE, QUESTION, *ORDERS, folded("")]
    for tap in (price_tap(), riddle_tap()):
        texts += [tap.question, tap.hint, *tap.choices, *tap.choices.values()]
    data = prediction_data("predict", predict("00"))
    texts += [*data["promises"].values(), *data["again"].values()]
    yield from (("site", re.sub("<[^>]*>", "", text)) for text in texts)


if __name__ == "__main__":  # pytest imports every file to find examples
    everything = [*figure_says(), *predictions_say(), *game_says(), *handing_in_says(), *verdicts(), *site_says()]
    print(json.dumps([(str(where), text) for where, text in everything]))
