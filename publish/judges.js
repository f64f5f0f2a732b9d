"use strict";

// Where many answers are right: the judges and asides of course/lessons, by their names there. Needs words.js.
const judges = (() => {
    const { _, plural, fill, general, repr } = words;
    const TOLERANCE = 5e-4;
    const SUM_TOLERANCE = 5e-6;
    const ROUNDING = 1e-9;
    const CLOSE = 1e-4; // below this the logarithms of p and q are too much alike to be subtracted
    const LENGTHS = [2, 2, 2, 2, 3];
    const BY_HAND = [0.4, 0.3, 0.2, 0.1];
    const BEST = expectedLength([1, 2, 3, 3]); // Huffman's lengths

    // --- 00.3

    function gapOfThreeBits(q) {
        const error = flaw(q, "q");
        if (error) return fill(_("this is no distribution. {error}"), { error });
        const gap = divergence([1, 0], q);
        if (isClose(gap, 3, TOLERANCE)) return null;
        if (isClose(divergence([0, 1], q), 3, TOLERANCE)) return _("`q` looks swapped: the dog comes first");
        if (isClose(Math.LN2 * gap, 3, TOLERANCE)) return _("`q` looks like the answer in nats: 3 bits are asked");
        if (gap === Infinity) return _("the gap of this q is infinite: make q(dog) larger");
        if (gap > 3) return fill(_("the gap of this q is {gap:.6g} bits: make q(dog) larger"), { gap });
        const said = plural(
            "the gap of this q is {gap:.6g} bit: make q(dog) smaller",
            "the gap of this q is {gap:.6g} bits: make q(dog) smaller",
            gap,
        );
        return fill(said, { gap });
    }

    // --- 05.2

    function equalDirections(p, q) {
        const error = flaw(p, "p") || flaw(q, "q");
        if (error) return fill(_("one of them is no distribution. {error}"), { error });
        const [forward, backward] = [divergence(p, q), divergence(q, p)];
        if (p.every((x, n) => Math.abs(x - q[n]) <= 1e-6 + 1e-5 * Math.abs(q[n]))) {
            return _("p and q are the same, so both divergences are 0: find two that differ");
        }
        if (isClose(forward, backward, 1e-9)) return null;
        const differ = _(
            "D(p‖q) is {forward:.6g} and D(q‖p) is {backward:.6g} bits: look for a pair where a swap only renames " +
                "the outcomes",
        );
        return fill(differ, { forward, backward });
    }

    function bothInfinite(p, q) {
        if (divergence(p, q) < Infinity) return "";
        return _("Here both directions are infinite: each calls impossible what the other is sure of.");
    }

    // --- 06.1

    function repairedByOneBit(_proposed, lengths) {
        if (!lengths.every((length) => Number.isInteger(length) && length >= 1 && length <= 16)) {
            return _("`repaired` must hold whole numbers, from 1 to 16");
        }
        const used = kraftSum(lengths);
        if (used > 1) {
            return fill(_("`repaired` uses {used:.6g} of the room, more than there is: lengthen a codeword"), { used });
        }
        const changes = inOrder(lengths).map((length, n) => Math.abs(length - LENGTHS[n]));
        if (sum(changes) === 1) return null;
        return _("a code with the lengths in `repaired` exists, but less will do: change one length by one bit");
    }

    // --- 06.4

    function bestCode(codewords, _message) {
        if (!codewords.every((codeword) => /^[01]+$/.test(codeword))) {
            return _("each of the `codewords` is a text of 0s and 1s, such as \"01\"");
        }
        const error = ambiguity(codewords);
        if (error) return fill(_("`codewords` are no prefix code: {error}"), { error });
        const lengths = codewords.map((codeword) => codeword.length);
        const bits = expectedLength(lengths);
        if (bits <= BEST + 1e-9) return null;
        const dear = _(
            "`codewords` can be decoded, but cost {bits:.6g} bits per symbol, and a better code exists: {why}",
        );
        return fill(dear, { bits, why: whyDear(lengths) });
    }

    function whyDear(lengths) {
        if (inOrder(lengths).some((length, n) => length !== lengths[n])) {
            return _("a rarer symbol has a shorter codeword than a commoner one");
        }
        const used = kraftSum(lengths);
        if (used < 1) {
            const room = _("they leave room unused, with a Kraft sum of {used:.6g}: some codeword can be shorter");
            return fill(room, { used });
        }
        return _("once C and D are joined, they count as one symbol of 0.3: look again which two are the rarest");
    }

    // What lib says, in English as all its errors are, of codewords of which one begins another one.
    function ambiguity(codewords) {
        for (const [place, one] of codewords.entries()) {
            const other = codewords.find((codeword, n) => n !== place && codeword.startsWith(one));
            if (other) return `the codeword '${one}' begins '${other}': nobody can tell where it ends`;
        }
        return "";
    }

    // --- measures

    function sum(numbers) {
        return numbers.reduce((total, x) => total + x, 0);
    }

    function inOrder(numbers) {
        return [...numbers].sort((a, b) => a - b);
    }

    function isClose(a, b, tolerance) {
        const larger = Math.max(Math.abs(a), Math.abs(b));
        return a === b || (larger < Infinity && Math.abs(a - b) <= tolerance * larger);
    }

    function kraftSum(lengths) {
        return sum(lengths.map((length) => 2 ** -length));
    }

    function expectedLength(lengths) {
        return sum(lengths.map((length, n) => BY_HAND[n] * length));
    }

    // What lib says, in English as all its errors are, of a list that is no distribution.
    function flaw(p, name) {
        const total = sum(p);
        if (Math.abs(total - 1) <= SUM_TOLERANCE && Math.min(...p) >= 0) return "";
        const place = p.findIndex((x) => x < 0 || x > 1 + SUM_TOLERANCE);
        if (place < 0) {
            return `${name} sums to ${general(total, 10)}, not to 1: check the numbers, or use normalize(${name})`;
        }
        const x = p[place];
        return `${name}[${place}] is ${repr(x)}: a probability lies between 0 and 1${advice(x, name)}`;
    }

    function advice(x, name) {
        if (x > 1 && x < Infinity) return `; to turn counts into probabilities, use normalize(${name})`;
        if (x > 0 || x <= -ROUNDING) return "";
        return `; this looks like a rounding error, which np.clip(${name}, 0, 1) takes away`;
    }

    // kl_divergence(p, q) in bits; `excess` as there, so that sums of rounded numbers do not look like a divergence.
    function divergence(p, q) {
        const excess = sum(p) - sum(q);
        const terms = p.map((x, n) => (x === 0 ? 0 : x * (Math.log2(x) - Math.log2(q[n]))));
        const total = sum(terms) - excess / Math.LN2;
        return Math.max(0, total < CLOSE ? sum(p.map((x, n) => closeTerm(x, q[n]))) / Math.LN2 : total);
    }

    // p ln(p/q) - p + q to nearly all its digits, however near they are.
    function closeTerm(p, q) {
        if (p === 0) return q;
        const gap = p - q;
        const d = gap / q;
        if (Math.abs(d) < 1e-3) return gap * d * (1 / 2 - d / 6 + d ** 2 / 12 - d ** 3 / 20);
        return p * (Math.abs(d) < 1 / 2 ? Math.log1p(d) : Math.log(p) - Math.log(q)) - gap;
    }

    // The dog's share, where each class gets e to its logit.
    function softmaxOfTwo(dog, cat) {
        const largest = Math.max(dog, cat);
        const [ofDog, ofCat] = [Math.exp(dog - largest), Math.exp(cat - largest)];
        return ofDog / (ofDog + ofCat);
    }

    return {
        gap_of_three_bits: gapOfThreeBits,
        equal_directions: equalDirections,
        both_infinite: bothInfinite,
        repaired_by_one_bit: repairedByOneBit,
        best_code: bestCode,
        follows: {
            // what wrong answers before this one lead to
            q_dog: softmaxOfTwo,
            perplexity: (bits) => (Math.abs(bits) < 99 ? 2 ** bits : Infinity),
            letters: (evidence) => (evidence ? (10 * 40) / evidence : Infinity),
        },
    };
})();
