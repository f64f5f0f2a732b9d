"""The figures that a learner moves: a file for each, named after its subject, with a function of the same name."""

from importlib import import_module
from pathlib import Path

__all__ = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
globals().update({name: getattr(import_module(f"course.explorers.{name}"), name) for name in __all__})
