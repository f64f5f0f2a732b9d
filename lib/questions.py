"""The questions that the notebooks ask before they show: every wrong choice is a mistake that people make.

Texts may have *emphasis* or **strong emphasis**. Each choice has its explanation beside it: why it is tempting,
or why it is right.
"""

from typing import NamedTuple


class Question(NamedTuple):
    """A question, the letter of the right choice, and all choices with their explanations.

    given_away_by: a pattern of what answers it. A page must not show that before the answer is locked.
    """

    text: str
    right: str
    choices: dict
    given_away_by: str

    @property
    def letters(self):
        """The letters of the choices, in order."""
        return "abcdef"[: len(self.choices)]

    @property
    def explanations(self):
        """The explanation of each choice, by its letter."""
        return dict(zip(self.letters, self.choices.values(), strict=True))


QUESTIONS = {
    "00": [
        Question(
            "Which teaches you more on average?",
            "b",
            {
                "a lottery ticket: its win, once in a million, would be a huge surprise": "(a) is tempting "
                "because winning really is a great surprise, but it forgets how rarely you feel it.",
                "one toss of a fair coin: it may fall either way, time after time": "(b) the coin, 1 bit "
                "against about 0.00002: surprise is weighted by how often it comes.",
            },
            r"ticket|0\.0000",
        ),
        Question(
            "A forecast calls snow impossible, and it snows on 1 day in 1000. Its gap to the truth is",
            "c",
            {
                "about a thousandth of a bit: the event is that rare": "(a) weighs the event but forgets "
                "how large its surprise is.",
                "zero: what a forecast leaves out cannot count": "(b) would be right if it never snowed: "
                "what never happens costs nothing.",
                "infinite: what it calls impossible does happen": "(c) infinite: a thousandth of infinity "
                "is infinite.",
            },
            r"infinit|\binf\b|∞",
        ),
        Question(
            "The model's q(dog) rises from 0.5 to 0.9. Its loss, 1 bit at first, becomes about",
            "c",
            {
                "0.6 bits: it falls by as much as q(dog) rose": "(a) takes bits for probabilities: even "
                "q(dog) = 1 would then still cost 0.5 bits.",
                "0.2 bits: the error 1 − q falls to a fifth": "(b) is the tempting one, since the loss "
                "looks like an error. But it is a logarithm.",
                "0.15 bits: it is the surprise at seeing a dog": "(c) 0.152 bits: the loss is −log₂ q.",
            },
            r"0\.15",
        ),
        Question(
            "Compared with falling from 1/2 to 1/4, a fall of q(dog) from 1/4 to 1/8 costs",
            "a",
            {
                "the same: each fall halves the probability": "(a) the same: one bit for each halving.",
                "twice as much: the model is twice as wrong": "(b) comes from thinking that the loss is "
                "proportional to the error.",
            },
            r"[Hh]alving|one more bit",
        ),
        Question(
            "A photograph is saved as a small JPEG (a format that drops detail), and the JPEG as a large BMP "
            "(one that stores every pixel). How much of what was lost comes back?",
            "c",
            {
                "all: the file is as large as the photograph was": "(a) confuses the size of a file with "
                "what it tells about the original.",
                "half: a larger file holds more, but not everything": "(b) looks like a cautious middle, "
                "but the BMP knows nothing that the JPEG does not.",
                "none: the BMP is computed from the JPEG alone": "(c) none: what the JPEG no longer holds "
                "cannot be computed from it.",
            },
            r"JPEG|comes back",
        ),
        Question(
            "Two networks start the same; one minimises cross-entropy, the other KL, on the same hard "
            "labels (each names one class, and is certain of it). After 200 steps they are",
            "b",
            {
                "different: KL is the stricter measure of the two": "(a) is what the words suggest: KL "
                "sounds like the real thing and cross-entropy like a stand-in.",
                "identical: both losses push in the same direction": "(b) identical: both losses have "
                "the same slope everywhere.",
            },
            r"identical|same (?:slope|gradient|number)",
        ),
    ],
    "01": [
        Question(
            "A lottery ticket wins with probability 2⁻²⁰, about one in a million. Which teaches you more "
            "*on average*: looking up whether the ticket has won, or one toss of a fair coin?",
            "b",
            {
                "The ticket: winning comes with 20 bits of surprise.": "(a) is tempting because 20 bits "
                "really is the surprise of winning, but it forgets how rarely you feel it: weighted by "
                "2⁻²⁰, it is almost nothing.",
                "The coin: its toss is never decided beforehand.": "(b), by far: the coin gives 1 bit, the "
                "ticket 0.0000204 bits.",
                "Equal: both of them have exactly two outcomes.": "(c) counts outcomes and forgets their "
                "probabilities.",
                "The ticket: its rarest outcome is infinitely surprising.": "(d) mixes up a small "
                "probability with probability 0; 2⁻²⁰ has a surprise of exactly 20 bits.",
            },
            r"ticket|0\.0000",
        ),
    ],
    "02": [
        Question(
            "Another town: snow falls on 1 day in 1000, and the forecast gives snow the probability 0. How "
            "large is the divergence of the forecast from the truth?",
            "c",
            {
                "About 0.001 bits: the event is that rare.": "(a) weighs the event but forgets how large "
                "its surprise is.",
                "Zero: what a forecast leaves out cannot count.": "(b) would be right if *p* were 0 there: "
                "what never happens costs nothing.",
                "Infinite: what it calls impossible does happen.": "(c). On the day it snows, the "
                "forecaster is infinitely surprised, and a thousandth of infinity is infinite. Give snow "
                "the tiniest chance, one in a million, and the cost drops to 0.008525 bits a day.",
                "Undefined: one cannot take the logarithm of 0.": "(d) is too careful. As q goes to 0 the "
                "surprise −log q grows beyond every bound, and that is what a surprise of infinity means; "
                "only 0·log 0 could go either way, and here the probability in front is 1/1000, not 0.",
            },
            r"infinit|\binf\b|∞|0\.008",
        ),
    ],
    "03": [
        Question(
            "Two networks look at the same two dogs. The *timid* one says q(dog) = 0.5 both times. The "
            "*bold* one says 0.95 for the first dog and 0.05 for the second. Which has the smaller mean loss?",
            "b",
            {
                "The bold one: it is right at least once.": "(a) counts right answers. But being right "
                "can save at most the 1 bit that the timid one pays, and being wrong can cost any amount.",
                "The timid one: it is never badly wrong.": "(b). The timid network pays 1 bit each time. The "
                "bold one pays 0.074001 bits for the first dog and 4.321928 for the second, 2.197964 on "
                "average: a confident mistake costs more than a confident hit saves.",
                "Equal: on average both give the dogs 0.5.": "(c) averages the probabilities. If the loss "
                "were proportional to the error 1 − q, that would be right; it is a logarithm, and grows "
                "faster the smaller q gets.",
                "Neither: one mean loss is infinite.": "(d) takes a small probability for 0: only q(dog) = 0 "
                "costs infinitely much.",
            },
            r"confident mistake|2\.197|4\.321",
        ),
    ],
    "04": [
        Question(
            "Of 100 people, 80 call a picture a dog and 20 a cat, so the truth is p = (0.8, 0.2). A network "
            "says q(dog) = 0.8, and later only 0.4. How much dearer has the picture become, on average?",
            "c",
            {
                "1 bit: each halving of q(dog) costs as much.": "(a) holds where a dog is certain. Here one "
                "in five is a cat, and about cats the network is less wrong than before.",
                "0.8 bits: a bit on each of the 80 dogs.": "(b) counts the dogs rightly, and forgets the "
                "cats: q(cat) rose from 0.2 to 0.6.",
                "0.483 bits: the 20 cats pay part of it back.": "(c). Each dog costs 1 bit more. Each cat "
                "costs log₂ 3 = 1.584963 bits less, because q(cat) trebled. On average that is "
                "0.8·1 − 0.2·1.584963 = 0.483007 bits.",
                "0.4 bits: so much was taken from the dogs.": "(d) takes probabilities for bits: the price "
                "is a logarithm of q, not q.",
            },
            r"0\.48|[Cc]ats? pays?|trebled",
        ),
    ],
    "05": [
        Question(
            "A story about pictures: a large BMP file (which keeps every pixel) loses information when it is "
            "saved as a small JPEG, and the JPEG gains information when it is saved as a large BMP. So, it "
            "is said, D(p‖q) cannot be D(q‖p). Let us test the story: a photograph goes from BMP to JPEG "
            "of quality 10 and back to BMP, and is as large as at first. How much of what was lost is back?",
            "c",
            {
                "All of it: the file has its old size again.": "(a) confuses the size of a file with what it "
                "tells about the original: the extra bytes repeat what is known already.",
                "Half of it: a larger file has room for more.": "(b) looks like a cautious middle, but even "
                "half would have to come from somewhere.",
                "None of it: it was made from the JPEG alone.": "(c). The second BMP has the JPEG's pixels "
                "and nothing else; whatever the JPEG no longer holds, it cannot know.",
            },
            r"same pixels|all the pixels|processing inequality|nothing came back",
        ),
    ],
    "06": [
        Question(
            "A source sends 0 with probability 0.9 and 1 with probability 0.1. You may group symbols into "
            "blocks and give each block a codeword. How low can you push the bits per symbol, on average: towards "
            "which limit?",
            "b",
            {
                "1 bit: a codeword has at least one digit.": "(a) is right as long as each symbol has a "
                "codeword of its own, and that is why an entropy under 1 may seem to mean nothing.",
                "0.469 bits: the source has this entropy.": "(b). A 0 surprises by 0.152 bits only, but its "
                "codeword must have a whole digit; what is too much is lost, with every codeword. A block "
                "of n symbols shares one codeword, so that less than one digit is lost per block, less "
                "than 1/n per symbol. What remains is the surprise of the block: n times the entropy. Longer "
                "blocks come as near to 0.469 as you like, and no code gets below.",
                "0.9 bits: nine symbols out of ten are zeros.": "(c) is a probability, that of a 0, and not "
                "a number of bits.",
                "0.1 bits: only one symbol in ten is news.": "(d) is a probability too. And a 0 is news as "
                "well: it might have been a 1.",
            },
            r"0\.469|0\.468996|per block",
        ),
    ],
    "07": [
        Question(
            "Now smooth the labels a little, as is often done: a dog's label becomes (0.95, 0.05). Its "
            "entropy is no longer 0, so the two losses are no longer one number. Two networks train on them "
            "from the same start. After 200 steps:",
            "c",
            {
                "KL's network is better: it measures the way to the truth.": "(a) is what the words suggest: "
                "KL sounds like the real thing and cross-entropy like a stand-in.",
                "KL's network lags behind: a smaller loss makes smaller steps.": "(b) takes the height of a "
                "loss for its slope. Steps follow the slope.",
                "It is the same network: the losses differ by a fixed amount.": "(c). The losses differ by "
                "H(p) = 0.198515 nats at every step. Training changes q, and there is no q in H(p).",
                "Neither learns: with soft labels there is nothing to reach.": "(d) takes the label for the "
                "goal of being certain: the goal is now q = (0.95, 0.05), and finite.",
            },
            r"0\.198|[Ii]dentical|same network|same weights|fixed amount",
        ),
    ],
}
