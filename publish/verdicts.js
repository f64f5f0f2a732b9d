"use strict";

// `check` of course/assessment/verdicts.py for what is typed into the fields of a page. Needs words.js and judges.js.
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
        return answers.length > 1 || answers[0].size ? 2 : 1;
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
        const where = fill(_("in place {n}"), { n: parts.findIndex(isWrong) + 1 });
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
