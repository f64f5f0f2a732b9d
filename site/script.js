"use strict";

// Texts in the reader's language, and numbers in texts as Python writes them. A page may set `lessonWords` before
// this script, a catalogue {English: translated}; what it lacks stays English.
const words = (() => {
    const catalogue = window.lessonWords || {};
    const _ = (text) => catalogue[text] || text;
    const plural = (one, many, n) => _(n === 1 ? one : many);

    // What `check` never says: a field has no quotation marks, and no Python in it.
    const own = {
        percent: _("a number with a percent sign: write 50 % as 0.5"),
        unit: _("a number with a unit: write the number alone"),
        text: _("text: a number such as 0.25 or 1/4 is asked"),
        noLetter: _("`{name}` is no letter: write one, such as `a`"),
        noWord: _("`{name}` is no word: write one, such as `ABBA`"),
    };

    // As str.format: {name} is a text, {name:.6g} a number with six significant digits.
    function fill(text, facts) {
        return text.replace(/\{(\w+)(?::\.(\d+)g)?\}/g, (_braces, name, digits) =>
            digits ? general(facts[name], Number(digits)) : facts[name],
        );
    }

    // As f"{x:.4g}", for two digits or more.
    function general(x, digits) {
        if (!Number.isFinite(x)) return infinite(x);
        const rounded = toDigits(x, digits);
        const [mantissa, exponent] = rounded.split("e");
        if (exponent < -4 || exponent >= digits) return scientific(withoutZeros(mantissa), exponent);
        return withoutZeros(Number(rounded).toFixed(digits - 1 - exponent));
    }

    // x.toExponential(digits - 1), but half-way between two numbers the even one: toExponential takes the larger one.
    function toDigits(x, digits) {
        const [exact, exponent] = x.toExponential(100).split("e");
        const end = exact.indexOf(".") + digits;
        const isTie = /^50*$/.test(exact.slice(end));
        return isTie && exact[end - 1] % 2 === 0 ? `${exact.slice(0, end)}e${exponent}` : x.toExponential(digits - 1);
    }

    // As repr(x): all digits that are needed to tell x from every other number.
    function repr(x) {
        if (!Number.isFinite(x)) return infinite(x);
        const [mantissa, exponent] = x.toExponential().split("e");
        if (exponent < -4 || exponent >= 16) return scientific(mantissa, exponent);
        return Number.isInteger(x) ? `${x}.0` : `${x}`;
    }

    function infinite(x) {
        return x > 0 ? "inf" : "-inf";
    }

    function scientific(mantissa, exponent) {
        return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
    }

    function withoutZeros(decimals) {
        return decimals.includes(".") ? decimals.replace(/\.?0+$/, "") : decimals;
    }

    return { _, plural, own, fill, general, repr };
})();
"use strict";

// Where many answers are right: the judges and asides of lib/lessons, by their names there. Needs words.js.
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
        follows: { q_dog: softmaxOfTwo }, // what wrong answers before this one lead to
    };
})();
"use strict";

// `check` of lib/learning/verdicts.py for what is typed into the fields of a page. Needs words.js and judges.js.
//
// verdicts.check(exercise, fields) takes what `exercise_data` exports and one text for each answer. It returns
// {status, text}, with the status "right", "wrong", "unanswered" or "unreadable".
const verdicts = (() => {
    const { _, plural, own, fill, general } = words;
    const DIGITS = 4; // significant ones that a number must have right
    const TOLERANCE = 5e-4; // relative: near enough to be that number, given to four digits
    const LOOSE = 5e-3; // relative: near enough to be that number, rounded
    const NOT_RIGHT = _("is not right");
    const BUT_ROUNDED = _("right, but give") + " "; // begins what is said of a right number with too few digits
    const DOTS = Symbol("dots"); // nothing was typed
    const SIGNLESS = "(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?|∞|nan";
    const NUMBER = new RegExp(`^([+-]?(?:${SIGNLESS}))(?:\\s*/\\s*([+-]?(?:${SIGNLESS})))?$`, "i");
    const QUOTED = /^["'“”„‘’`]|["'“”„‘’`]$/g;
    const AROUND_A_WORD = /^[\s().\]["'“”„‘’`]+|[\s().\]["'“”„‘’`]+$/g;

    const wrongTries = new Map();

    class Unreadable extends Error {}

    function check(exercise, fields) {
        const entries = exercise.answers.map((answer, place) => entered(answer, fields[place]));
        if (entries.some(hasDots)) {
            const what = toDo(exercise.answers, entries);
            return { status: "unanswered", text: fill(_("Not answered yet: {what}."), { what }) };
        }
        try {
            return judged(exercise, exercise.answers.map((answer, place) => read(answer, entries[place])));
        } catch (problem) {
            if (!(problem instanceof Unreadable)) throw problem;
            return { status: "unreadable", text: `${problem.message}.` };
        }
    }

    function judged(exercise, given) {
        const faults = exercise.answers.map((answer, place) => faultOf(answer, given[place]));
        const problem = faults.some(Boolean) ? problemOf(exercise, given, faults) : said(exercise.judge, given);
        if (problem) {
            const end = /[.?]$/.test(problem) ? "" : ".";
            return { status: "wrong", text: fill(_("Not yet: {problem}"), { problem }) + end };
        }
        wrongTries.delete(exercise.number);
        const praise = fill(_("Right: {because}"), exercise);
        return { status: "right", text: `${praise} ${said(exercise.aside, given)}`.trimEnd() };
    }

    // What a judge or an aside, where there is one, says of the answers.
    function said(name, given) {
        return name ? judges[name](...given) : "";
    }

    function toDo(wanted, entries) {
        const places = [...wanted.keys()].filter((place) => hasDots(entries[place]));
        const nouns = new Set(places.map((place) => nounOf(wanted[place], entries[place])));
        if (nouns.has(_("your numbers"))) nouns.delete(_("your number"));
        const what = [...nouns].join(_(" and "));
        if (places.length === wanted.length) return fill(_("put {what} in place of the dots"), { what });
        const name = `\`${wanted[places[0]].name}\``;
        return fill(_("put {what} in place of the dots in {name}"), { what, name });
    }

    // What belongs in place of the dots: "your number", "your codewords", "your list of numbers" ...
    function nounOf(answer, entry) {
        if (answer.kind === "word") return answer.value.length === 1 ? _("your letter") : _("your word");
        if (answer.size && entry === DOTS) {
            return answer.kind === "texts" ? _("your list of codewords") : _("your list of numbers");
        }
        const count = [entry].flat().filter((part) => part === DOTS).length;
        if (answer.kind === "texts") return plural("your codeword", "your codewords", count);
        return plural("your number", "your numbers", count);
    }

    // The names of some answers: "`bits`", "`bits` and `nats`", "`one`, `two` and `three`".
    function namesOf(answers) {
        const names = answers.map((answer) => `\`${answer.name}\``);
        const last = names.pop();
        return names.length ? fill(_("{first} and {last}"), { first: names.join(", "), last }) : last;
    }

    // 2 where the verb after their names is "are", otherwise 1.
    function verbOf(answers) {
        return answers.length > 1 || (answers[0].size && answers[0].value !== null) ? 2 : 1;
    }

    // What to say of answers with these faults.
    function problemOf(exercise, given, faults) {
        const tries = (wrongTries.get(exercise.number) || 0) + 1;
        wrongTries.set(exercise.number, tries);
        const whole = exchanged(exercise, given) || together(exercise, given);
        if (whole) return whole;
        const isToBlame = (answer, place) =>
            faults[place] && !(faults.slice(0, place).some(Boolean) && follows(answer, given.slice(0, place + 1)));
        const faulty = exercise.answers
            .map((answer, place) => ({ answer, fault: faults[place], counts: isToBlame(answer, place) }))
            .filter(({ counts }) => counts);
        const wrong = faulty.filter(({ fault }) => !fault.startsWith(BUT_ROUNDED));
        return wrong.length ? saidOfWrong(exercise, faults, wrong, tries) : saidOfRounded(faulty);
    }

    function saidOfRounded(faulty) {
        const answers = faulty.map(({ answer }) => answer);
        const longest = faulty.reduce((a, b) => (b.fault.length > a.fault.length ? b : a));
        const be = plural("{names} is {fault}", "{names} are {fault}", verbOf(answers));
        return fill(be, { names: namesOf(answers), fault: longest.fault });
    }

    function saidOfWrong(exercise, faults, wrong, tries) {
        const known = wrong.find(({ fault }) => !fault.startsWith(NOT_RIGHT));
        const right = exercise.answers.find((answer, place) => !faults[place] && answer.value !== null);
        const { answer, fault } = known || wrong[0];
        let text = `\`${answer.name}\` ${fault}`;
        if (right) text = fill(_("`{name}` is right, but {text}"), { name: right.name, text });
        if (known) return text;
        const hint = tries > 1 ? exercise.strong_hint : (right && answer.hint) || exercise.hint;
        return `${text}. ${hint}`;
    }

    // What to say if two numbers stand in each other's place.
    function exchanged(exercise, given) {
        const numbers = exercise.answers
            .map((answer, place) => ({ answer, x: given[place] }))
            .filter(({ answer }) => answer.kind === "number");
        for (const [place, { answer: a, x }] of numbers.entries()) {
            for (const { answer: b, x: y } of numbers.slice(place + 1)) {
                if (isClose([x, y], [b.value, a.value], LOOSE) && !isClose(a.value, b.value, LOOSE)) {
                    return exercise.exchanged || fill(_("`{a}` and `{b}` are exchanged"), { a: a.name, b: b.name });
                }
            }
        }
        return null;
    }

    // What to say if all answers at once look like one mistake.
    function together(exercise, given) {
        const found = exercise.together.find(([wrong]) => given.every((x, n) => isClose(x, wrong[n], LOOSE)));
        return found && found[1];
    }

    // Whether the last of these is what the ones before it lead to: then those are to blame.
    function follows(answer, given) {
        const x = given[given.length - 1];
        return answer.follows && isClose(x, judges.follows[answer.name](...given.slice(0, -1)), TOLERANCE);
    }

    // --- what was typed

    // Dots, a text, or the parts of a list, each a text or dots.
    function entered(answer, field) {
        const text = field.replace(/^[\s[(]+|[\s\])]+$/g, "");
        if (isUnwritten(text)) return DOTS;
        if (!answer.size) return text;
        const parts = text.replace(/\s*[,;]$/, "").split(/[,;]/.test(text) ? /\s*[,;]\s*/ : /\s+/);
        return parts.map((part) => (isUnwritten(part) ? DOTS : part));
    }

    function isUnwritten(text) {
        return ["", "...", "…"].includes(text);
    }

    function hasDots(entry) {
        return entry === DOTS || (Array.isArray(entry) && entry.includes(DOTS));
    }

    // The number, list or letter that was typed; or Unreadable, with what it is instead.
    function read(answer, entry) {
        if (answer.kind === "word") return readWord(answer, entry);
        if (answer.size) return readList(answer, entry);
        return readNumber(entry, (what) => fill(_("`{name}` is {what}"), { name: answer.name, what }));
    }

    function readWord({ name, value }, entry) {
        const word = entry.replace(AROUND_A_WORD, "").replace(/ /g, "").toLowerCase();
        const isLetter = value.length === 1;
        if (!word || (isLetter && [...word].length > 1)) {
            throw new Unreadable(fill(isLetter ? own.noLetter : own.noWord, { name }));
        }
        return word;
    }

    function readList({ name, size, kind }, parts) {
        if (kind === "numbers" && parts.length === 2 * size && parts.every((part) => /^\d+$/.test(part))) {
            throw new Unreadable(fill(_("`{name}` looks like {what}"), { name, what: withPoints(parts) }));
        }
        if (parts.length !== size) {
            const textsAsked = _("`{name}` has length {length}: {size} texts are asked");
            const numbersAsked = _("`{name}` has length {length}: {size} numbers are asked");
            const asked = kind === "texts" ? textsAsked : numbersAsked;
            throw new Unreadable(fill(asked, { name, length: parts.length, size }));
        }
        if (kind === "texts") return parts.map((part) => part.replace(QUOTED, "").replace(/ /g, ""));
        const contains = (what) => fill(_("`{name}` contains {what}"), { name, what });
        return parts.map((part) => readNumber(part, contains));
    }

    function withPoints(parts) {
        const numbers = parts.flatMap((whole, n) => (n % 2 ? [] : `${whole}.${parts[n + 1]}`)).join(", ");
        return fill(_("decimal commas: write {numbers} with points"), { numbers });
    }

    // The number that a text is; or Unreadable, which says it with `say`.
    function readNumber(typed, say) {
        const text = typed.replace(/[−–]/g, "-");
        const found = NUMBER.exec(text);
        if (!found) throw new Unreadable(say(noNumber(text)));
        const value = toFloat(found[1]) / toFloat(found[2] || "1");
        if (!Number.isNaN(value)) return value;
        throw new Unreadable(say(_("nan, which is no number: it comes from 0·log 0 or from ∞ − ∞")));
    }

    function toFloat(text) {
        return Number(text.replace(/inf(inity)?|∞/i, "Infinity"));
    }

    // What a text is that is no number.
    function noNumber(text) {
        const comma = /^([+-]?\d+)\s*,\s*(\d+)$/.exec(text);
        if (comma) {
            return fill(_("a decimal comma: write {number} with a point"), { number: `${comma[1]}.${comma[2]}` });
        }
        if (text.endsWith("%")) return own.percent;
        if (/^[+-]?[\d.,/]+\s*(bit|nat)s?$/i.test(text)) return own.unit;
        if (text.split(/[,;]/).every((part) => NUMBER.test(part.trim()))) {
            return _("a list: a single number is asked");
        }
        return own.text;
    }

    // --- what is wrong with it

    // Words that follow the name of an answer; null if it is right.
    function faultOf(answer, x) {
        if (answer.value === null) return null;
        if (answer.kind === "word") {
            return x === answer.value ? null : looksLike(x, answer.mistakes, 0) || NOT_RIGHT;
        }
        const right = [answer.value].flat();
        const parts = [x].flat().map((part, n) => [part, right[n]]);
        if (parts.every((part) => isRight(part, answer))) return null;
        return (
            looksLike(x, answer.mistakes, TOLERANCE) ||
            rounded(parts, answer) ||
            near(x, answer) ||
            looksLike(x, answer.mistakes, LOOSE) ||
            notRight(parts, answer)
        );
    }

    function near(x, answer) {
        if (answer.decimals || !isClose(x, answer.value, LOOSE)) return "";
        const digits = digitsAsked(answer);
        return fill(_("comes near, but not to {digits}: round only at the very end"), { digits });
    }

    function notRight(parts, answer) {
        if (!answer.size) return NOT_RIGHT;
        const isWrong = (part) => !isRight(part, answer) && !rounded([part], answer);
        const where = fill(_("for n = {n}"), { n: parts.findIndex(isWrong) + 1 });
        return `${NOT_RIGHT} ${where}`;
    }

    // Whether x has as many digits right as are asked: rounded to so many, it is the right number rounded likewise.
    function isRight([x, right], answer) {
        if (answer.decimals) return Math.abs(x - right) <= Number(`1e-${answer.decimals}`);
        return Math.abs(x - right) <= 0.501 * unitOf(right, DIGITS) || general(x, DIGITS) === general(right, DIGITS);
    }

    // One in the last place of x, written with so many significant digits.
    function unitOf(x, digits) {
        const [, exponent] = x.toExponential().split("e");
        return Number(`1e${Number(exponent) + 1 - digits}`);
    }

    function isClose(x, value, tolerance) {
        if (Array.isArray(x)) return x.every((part, n) => isClose(part, value[n], tolerance));
        if (typeof x === "string") return x === value;
        const finite = Number(value); // in JSON infinity is a text
        return x === finite || (Math.abs(x - finite) <= tolerance * Math.abs(finite) && Number.isFinite(finite));
    }

    // Name the mistakes that lead to x; different ones can lead to the same number.
    function looksLike(x, mistakes, tolerance) {
        const named = mistakes.filter(([wrong]) => isClose(x, wrong, tolerance)).map(([, text]) => text);
        const forms = [...new Set(named)].map((mistake, n) =>
            fill(n ? _("or like {mistake}") : _("looks like {mistake}"), { mistake }),
        );
        return forms.join("; ");
    }

    // What to say of right numbers with too few digits, two at least; nothing of any other numbers.
    function rounded(parts, answer) {
        const few = parts.filter((part) => !isRight(part, answer));
        const isShortened = ([x, right]) => shortened(right).includes(x);
        if (!few.every((part) => isShortened(part) || cutOff(part[1]).includes(part[0]))) return "";
        const isSmall = parts.some(([, right]) => Math.abs(right) < 0.1);
        const countFrom = isSmall && !answer.decimals ? _(", counted from the first digit that is not 0") : "";
        const cut = few.every(isShortened) ? "" : _(", and round the last one: it was cut off");
        return `${BUT_ROUNDED}${digitsAsked(answer)}${countFrom}${cut}`;
    }

    function digitsAsked(answer) {
        return answer.decimals ? fill(_("{n} decimals"), { n: answer.decimals }) : _("four significant digits");
    }

    // A number with two and three significant digits; a half may have been rounded up or down.
    function shortened(right) {
        const nudged = [right * (1 - 1e-9), right * (1 + 1e-9)];
        return [2, 3].flatMap((digits) => nudged.map((x) => Number(general(x, digits))));
    }

    // A number cut off after two, three and four significant digits.
    function cutOff(right) {
        const units = [2, 3, DIGITS].map((digits) => unitOf(right, digits));
        return units.map((unit) => Number(general(Math.trunc((right / unit) * (1 + 1e-12)) * unit, DIGITS)));
    }

    return { check };
})();
"use strict";

// What explorers, predictions and exercises are made of: elements, sliders, and files of data that come when needed.

const ROOT = new URL(".", document.currentScript.src);
const arriving = new Map(); // what to do with a file of data, by its name

/** Called by each file of data. */
function published(name, data) {
    arriving.get(name)(data);
}

/** Load a file of data: a script, because a page from a disk may load nothing else. */
function load(address) {
    return new Promise((resolve, reject) => {
        arriving.set(address.split("?")[0], resolve);
        const script = document.createElement("script");
        script.src = new URL(address, ROOT);
        script.onerror = reject;
        document.head.append(script);
    });
}

/** A new element with these properties and children. */
function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

/** A labelled slider over these texts; `moved` is called with the new place. */
function labelledSlider(label, texts, start, moved) {
    const range = element("input", { type: "range", min: 0, max: texts.length - 1, step: 1, value: start });
    const readout = element("output", { textContent: texts[start] });
    const set = (place) => {
        range.value = place;
        range.setAttribute("aria-valuetext", texts[place]);
        readout.textContent = texts[place];
    };
    set(start);
    range.addEventListener("input", () => {
        set(range.valueAsNumber);
        moved(range.valueAsNumber);
    });
    return { row: element("label", { className: "slider" }, element("span", { textContent: label }), range, readout), range, set };
}

/** Text with *emphasis*, **strong emphasis** and `code` as HTML. */
function asHtml(text) {
    const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const emphasised = (part) =>
        part.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/\*(.+?)\*/g, "<em>$1</em>");
    return plain
        .split(/(`[^`]*`)/)
        .map((part) => (part.startsWith("`") ? `<code>${part.slice(1, -1)}</code>` : emphasised(part)))
        .join("");
}
"use strict";

// Explorers: sliders over pictures that were all drawn when the site was built.

const NEAR = "600px"; // so far below the window an explorer gets its pictures

class Explorer {
    constructor(figure) {
        this.figure = figure;
        this.facts = JSON.parse(figure.querySelector("script").textContent);
        this.svg = figure.querySelector(".view svg");
        this.sentence = figure.querySelector(".view .sentence");
        this.controls = this.facts.sliders.map((slider) =>
            labelledSlider(slider.label, slider.texts, slider.start, () => this.show()),
        );
        const buttons = this.facts.buttons.map(({ text, sources }) =>
            element("button", { type: "button", textContent: text, onclick: () => this.exchange(sources) }),
        );
        this.told = element("span", { className: "told", role: "status" });
        const copy = element("button", { type: "button", className: "copy", textContent: "Copy link to this state" });
        copy.onclick = () => this.copyLink();
        const rows = this.controls.map(({ row }) => row);
        if (buttons.length) rows.push(element("div", { className: "buttons" }, ...buttons));
        figure.prepend(element("div", { className: "controls" }, ...rows));
        figure.append(element("div", { className: "state" }, copy, this.told));
        this.loadWhenNear();
    }

    get places() {
        return this.controls.map(({ range }) => range.valueAsNumber);
    }

    loadWhenNear() {
        const begin = () => {
            near.disconnect();
            load(this.figure.dataset.frames).then((film) => {
                this.film = film;
                this.show();
                this.figure.dataset.ready = "";
            });
        };
        const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && begin(), {
            rootMargin: NEAR,
        });
        near.observe(this.figure);
    }

    /** Show the picture for the sliders as they stand. */
    show() {
        if (!this.film) return;
        const sliders = this.facts.sliders;
        const place = this.places.reduce((sum, at, i) => sum * sliders[i].texts.length + at, 0);
        const sentence = this.film.sentences[place];
        this.svg.innerHTML = this.film.frames[place].map((part) => this.film.parts[part]).join("");
        this.svg.setAttribute("aria-label", `${this.facts.title}. ${sentence}`);
        this.sentence.textContent = sentence;
        this.told.textContent = "";
    }

    /** Set sliders to the nearest of their values, by name. */
    set(values) {
        this.facts.sliders.forEach((slider, i) => {
            const wanted = Number(values[slider.name] ?? NaN);
            if (Number.isNaN(wanted)) return;
            const apart = slider.values.map((value) => Math.abs(value - wanted));
            this.controls[i].set(apart.indexOf(Math.min(...apart)));
        });
        this.show();
    }

    get values() {
        return Object.fromEntries(this.facts.sliders.map(({ name, values }, i) => [name, values[this.places[i]]]));
    }

    exchange(sources) {
        const before = this.values;
        this.set(Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, before[source]])));
    }

    copyLink() {
        const state = new URLSearchParams(this.values);
        history.replaceState(null, "", `#${this.figure.id}?${state}`);
        const done = () => (this.told.textContent = "Copied.");
        const byHand = () => (this.told.textContent = "The link is in the address bar.");
        if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, byHand);
        else byHand();
    }
}

/** Go to the explorer, and to the state, that the address names: #kl_versus_q?q=0.25 */
function followAddress(explorers) {
    const [id, state] = decodeURIComponent(location.hash.slice(1)).split("?");
    const explorer = explorers.find(({ figure }) => figure.id === id);
    if (!explorer) return;
    explorer.figure.scrollIntoView();
    explorer.set(Object.fromEntries(new URLSearchParams(state)));
}
"use strict";

// Predictions: choose an answer, lock it, and only then read what it was worth.

const KEPT = "warm-up answers"; // under this name the browser keeps them

function keep(letters) {
    try {
        localStorage.setItem(KEPT, JSON.stringify(letters));
        return true;
    } catch {
        return false;
    }
}

/** The first answers to the warm-up questions, or null if there are none that make sense. */
function recall(explanations) {
    try {
        const letters = JSON.parse(localStorage.getItem(KEPT));
        const known = letters.length === explanations.length && explanations.every((texts, i) => letters[i] in texts);
        return known ? letters : null;
    } catch {
        return null;
    }
}

class Prediction {
    constructor(place, data, name) {
        this.data = data;
        this.answers = data.asked.map(() => null);
        this.button = element("button", { type: "button", className: "lock", disabled: true });
        this.button.textContent = this.alone ? words._("Lock my answer") : words._("Lock my answers");
        this.button.onclick = () => this.lock();
        this.lacking = element("span", { className: "lacking" });
        this.lacking.setAttribute("aria-live", "polite");
        this.result = element("div", { className: "result", role: "status" });
        const asked = data.asked.map((question, i) =>
            question.control === "radio" ? this.radios(question, i, name) : this.slider(question, i),
        );
        const bar = element("div", { className: "buttons" }, this.button, this.lacking);
        this.form = element("form", { className: "predict" }, ...asked, bar, this.result);
        this.form.onsubmit = () => false;
        this.lacking.textContent = data.asked[0].control === "slider" ? words._("Move the slider first.") : this.missing();
        place.append(this.form);
        this.outcomes = data.script ? load(data.script) : Promise.resolve(data.outcomes);
    }

    get alone() {
        return this.data.asked.length === 1;
    }

    radios(question, i, name) {
        const legend = element("legend");
        legend.innerHTML = question.text;
        const choices = question.options.map((text, place) => {
            const radio = element("input", { type: "radio", name: `${name}-${i}`, value: question.values[place] });
            radio.onchange = () => this.choose(i, this.alone ? place : radio.value);
            return element("label", { className: "choice" }, radio, element("span", { textContent: text }));
        });
        return element("fieldset", {}, legend, ...choices);
    }

    slider(question, i) {
        const legend = element("legend");
        legend.innerHTML = question.text;
        const { row } = labelledSlider(question.label, question.options, 0, (place) => this.choose(i, place));
        return element("fieldset", {}, legend, row);
    }

    choose(i, answer) {
        this.answers[i] = answer;
        const missing = this.missing();
        this.button.disabled = Boolean(missing);
        this.lacking.textContent = missing || words._("Ready to be locked.");
    }

    missing() {
        const n = this.answers.filter((answer) => answer === null).length;
        if (this.alone) return n ? words._("Choose an answer first.") : "";
        return n ? words.fill(words.plural("{n} answer still missing.", "{n} answers still missing.", n), { n }) : "";
    }

    async lock() {
        for (const control of this.form.querySelectorAll("input, button")) control.disabled = true;
        this.button.textContent = words._("Locked");
        this.lacking.textContent = "";
        this.result.innerHTML = await this.reveal();
    }

    async reveal() {
        const { kind, right, explanations, ending } = this.data;
        if (kind === "one") return (await this.outcomes)[this.answers[0]] + ending;
        if (kind === "again") return compare(this.answers, right, explanations, recall(explanations));
        const kept = words._("**Locked.** Notebook 07 asks again, and shows what has changed.");
        const lost = words._("**Locked.** But this folder cannot keep answers: note them on paper.");
        return `<p>${asHtml(keep(this.answers) ? kept : lost)}</p>`;
    }
}

/** The answers of both times beside each other, and why. */
function compare(now, right, explanations, first) {
    const score = (letters) => letters.filter((letter, i) => letter === right[i]).length;
    const times = first ? [first, now] : [now];
    const summary = first
        ? words._("You have {now} of {all} right; at first it was {first}.")
        : words._(
              "You have {now} of {all} right. Your first answers are not at hand: " +
                  "Start here keeps them once they are locked.",
          );
    const names = [words._("Question"), ...(first ? [words._("At first")] : []), words._("Now"), words._("Why")];
    const rows = right.map((rightLetter, i) => {
        const letters = times.map((answers) => answers[i]);
        const cells = letters.map((letter) =>
            words.fill(letter === rightLetter ? words._("({letter}), right") : words._("({letter}), wrong"), { letter }),
        );
        const why = [...new Set([...letters, rightLetter])].map((letter) => explanations[i][letter]).join(" ");
        const columns = [...cells, why].map((cell) => `<td>${cell}</td>`).join("");
        return `<tr><th scope="row">${i + 1}</th>${columns}</tr>`;
    });
    const head = names.map((name) => `<th scope="col">${name}</th>`).join("");
    const said = words.fill(summary, { now: score(now), all: right.length, first: first && score(first) });
    const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    return `<p><strong>${said}</strong></p><div class="wide">${table}</div>`;
}
"use strict";

// Exercises: a field for each answer, and a verdict that knows the usual mistakes.

/** What may be typed into the field of this answer. */
function example({ kind, value, size }) {
    if (kind === "number") return words._("a number, such as 0.25 or 1/4");
    if (kind === "numbers") return words.fill(words._("{size} numbers, such as 0.5, 0.25"), { size });
    if (kind === "texts") return words.fill(words._("{size} codewords, such as 0, 10"), { size });
    return value.length === 1 ? words._("a letter") : words._("a word");
}

function fieldFor(answer, id) {
    const input = element("input", { id, type: "text", autocomplete: "off", spellcheck: false });
    input.placeholder = example(answer);
    input.setAttribute("autocapitalize", "off");
    return element("div", { className: "field" }, element("label", { htmlFor: id, textContent: answer.name }), input);
}

function exerciseForm(exercise, name) {
    if (exercise.answers.some(({ kind }) => kind === "code")) {
        const link = element("a", { href: "#open-notebook", textContent: "open this page as a notebook" });
        return element("p", { className: "asks-for-code" }, "This exercise asks for code: ", link, ".");
    }
    const fields = exercise.answers.map((answer, i) => fieldFor(answer, `${name}-${i}`));
    const button = element("button", { type: "submit", textContent: "Check" });
    const verdict = element("p", { className: "verdict", role: "status" });
    const form = element("form", { className: "exercise" }, ...fields, button, verdict);
    form.onsubmit = () => {
        const { status, text } = verdicts.check(exercise, [...form.querySelectorAll("input")].map(({ value }) => value));
        verdict.innerHTML = asHtml(text);
        verdict.dataset.status = status;
        return false;
    };
    return form;
}
"use strict";

// A page: every explorer, question and exercise on it comes to life.

document.documentElement.classList.add("scripted");
const explorers = [...document.querySelectorAll(".explorer")].map((figure) => new Explorer(figure));
const pageData = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
for (const [id, { prediction, exercise }] of Object.entries(pageData)) {
    const cell = document.getElementById(id);
    if (prediction) new Prediction(cell, prediction, id);
    else cell.append(exerciseForm(exercise, id));
}
// What can be moved sideways must be reachable by keyboard.
const wide = new ResizeObserver((changes) => {
    for (const { target } of changes) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
    }
});
for (const block of document.querySelectorAll("pre, .wide")) wide.observe(block);
followAddress(explorers);
addEventListener("hashchange", () => followAddress(explorers));
