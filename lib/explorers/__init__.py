"""One file per interactive figure, named after what it shows; each is a function of the same name."""

from lib.explorers.both_directions import both_directions
from lib.explorers.by_heart import by_heart
from lib.explorers.cat_to_dog import cat_to_dog
from lib.explorers.code_areas import code_areas
from lib.explorers.entropy_of_a_coin import entropy_of_a_coin
from lib.explorers.gathering_evidence import gathering_evidence
from lib.explorers.hit_the_divergence import hit_the_divergence
from lib.explorers.hump_to_hump import hump_to_hump
from lib.explorers.kl_versus_q import kl_versus_q
from lib.explorers.kraft_cake import kraft_cake
from lib.explorers.language_detective import language_detective
from lib.explorers.left_to_learn import left_to_learn
from lib.explorers.likelihood_of_counts import likelihood_of_counts
from lib.explorers.loss_over_logit import loss_over_logit
from lib.explorers.neglected_snow import neglected_snow
from lib.explorers.pet_gallery import pet_gallery
from lib.explorers.reliability import reliability
from lib.explorers.running_bill import running_bill
from lib.explorers.soft_truth import soft_truth
from lib.explorers.tangent_gap import tangent_gap
from lib.explorers.temperature import temperature
from lib.explorers.there_and_back import there_and_back
from lib.explorers.training_race import training_race
from lib.explorers.two_descents import two_descents
from lib.explorers.two_losses import two_losses
from lib.explorers.typed_sentence import typed_sentence

__all__ = [
    "both_directions",
    "by_heart",
    "cat_to_dog",
    "code_areas",
    "entropy_of_a_coin",
    "gathering_evidence",
    "hit_the_divergence",
    "hump_to_hump",
    "kl_versus_q",
    "kraft_cake",
    "language_detective",
    "left_to_learn",
    "likelihood_of_counts",
    "loss_over_logit",
    "neglected_snow",
    "pet_gallery",
    "reliability",
    "running_bill",
    "soft_truth",
    "tangent_gap",
    "temperature",
    "there_and_back",
    "training_race",
    "two_descents",
    "two_losses",
    "typed_sentence",
]
