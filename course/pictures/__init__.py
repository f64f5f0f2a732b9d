"""Figures that stand still; each file has a function of its name."""

from course.pictures.bold_detective import bold_detective
from course.pictures.code_areas import code_areas
from course.pictures.pet_gallery import pet_gallery
from course.pictures.there_and_back import there_and_back

__all__ = ["bold_detective", "code_areas", "pet_gallery", "there_and_back"]
