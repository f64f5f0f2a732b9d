"use strict";

// verdicts.check(exercise, fields, wrong) returns {status, text, mistakes, wrong}: `exercise` is the data of
// `exercise_data`, `fields` has a typed text for each answer, and `wrong` is the number of wrong tries, before and then
// with this one. The data list the faults; this script composes the sentence. Needs words.js, judges.js.
const verdicts = (() => {
    const { _, plural, own, fill } = words;
    const { isClose, workOut, factsOf, said } = formulas;
    const [TOLERANCE, LOOSE] = [5e-4, 5e-3]; // relative
    const DOTS = Symbol("dots"); // nothing was typed
    const SIGNLESS = "(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|Infinity";
    const NUMBER = new RegExp(`^([+-]?(?:${SIGNLESS}))(?:\\s*/\\s*([+-]?(?:${SIGNLESS})))?$`, "i");

    class Unreadable extends Error {}

    function check(exercise, fields, wrong = 0) {
        return { mistakes: [], wrong, ...checked(exercise, fields, wrong) };
    }

    function checked(exercise, fields, wrong) {
        const { answers } = exercise;
        const entries = answers.map((answer, place) => entered(answer, words.plain(fields[place])));
        const names = namesOf(answers.filter((_answer, place) => [entries[place]].flat().includes(DOTS)));
        if (names) return { status: "unanswered", text: fill(own.open, { names }) };
        try {
            return judged(exercise, answers.map((answer, place) => read(answer, entries[place])), wrong);
        } catch (problem) {
            if (!(problem instanceof Unreadable)) throw problem;
            return { status: "unreadable", text: `${problem.message}.` };
        }
    }

    function judged(exercise, given, before) {
        const { answers } = exercise;
        const values = Object.fromEntries(answers.map(({ name }, place) => [name, given[place]]));
        const facts = factsOf(values, exercise.facts);
        const faults = answers.map((answer, place) => faultOf(answer, given[place]));
        const wrong = before + faults.some(Boolean);
        const found = faults.some(Boolean)
            ? problemOf(exercise, given, faults, facts, wrong)
            : { problem: said(exercise.judge, facts) };
        if (found.problem) {
            const end = /[.?]$/.test(found.problem) ? "" : ".";
            const { mistakes = [] } = found; // where many answers are right, a mistake has no name
            return { status: "wrong", text: _("Not yet: {problem}", found) + end, mistakes, wrong };
        }
        const right = _("Right: {because}", exercise);
        return { status: "right", text: `${right} ${said(exercise.aside, facts)}`.trim(), wrong: 0 };
    }

    // Return the fault of an answer, {kind, text, mistake}; its text follows the answer's name. Null: it is right.
    function faultOf(answer, x) {
        if (!answer.faults) return null;
        const places = [x].flat().map((part, place) => marksOf(answer, place, part));
        const mark = places[0].find((one) => places.every((others) => others.includes(one)));
        if (mark !== undefined) return answer.faults[mark];
        const n = 1 + places.findIndex((others) => !others.includes(answer.cut));
        return { kind: "unknown", text: _("is not right") + (answer.size ? " " + _("in place {n}", { n }) : "") };
    }

    // Return the marks of a number or a word, as indices of the answer's faults: the first counts.
    function marksOf({ kind, table, places }, place, x) {
        if (kind === "word") return Object.prototype.hasOwnProperty.call(table, x) ? table[x] : [];
        const { edges, marks } = places[place];
        return marks[edges.filter((edge) => x >= Number(edge)).length]; // in JSON infinity is a text
    }

    // Return the words for answers with these faults, and the names of the mistakes that were recognised.
    function problemOf(exercise, given, faults, facts, tries) {
        const { answers } = exercise;
        const fits = (value, place) => value === null || isClose(given[place], value, LOOSE);
        const whole = exercise.whole.find(([wrong]) => wrong.every(fits));
        if (whole) return { problem: whole[1], mistakes: [whole[2]] };
        const follows = ({ follows, name }) => follows && isClose(facts[name], workOut(follows, facts), TOLERANCE);
        const faulty = answers
            .map((answer, place) => ({ answer, fault: faults[place], blamed: faults.slice(0, place).some(Boolean) }))
            .filter(({ answer, fault, blamed }) => fault && !(blamed && follows(answer)));
        const mistakes = faulty.map(({ fault }) => fault.mistake).filter(Boolean);
        const wrong = faulty.filter(({ fault }) => fault.kind !== "rounded");
        if (!wrong.length) {
            const named = faulty.map(({ answer }) => answer);
            const longest = faulty.reduce((a, b) => (b.fault.text.length > a.fault.text.length ? b : a));
            const said = { names: namesOf(named), fault: longest.fault.text };
            return { problem: plural("{names} is {fault}", "{names} are {fault}", named.length, said), mistakes };
        }
        const known = wrong.find(({ fault }) => fault.kind === "known");
        const right = answers.find((answer, place) => !faults[place] && answer.faults);
        const { answer, fault } = known || wrong[0];
        let text = `\`${answer.name}\` ${fault.text}`;
        if (right) text = _("`{name}` is right, but {text}", { name: right.name, text });
        const hint = tries > 1 ? exercise.strong_hint : (right && answer.hint) || exercise.hint;
        return { problem: known ? text : `${text}. ${hint}`, mistakes };
    }

    // Return the names of some answers: "`bits`", "`bits` and `nats`", "`one`, `two` and `three`".
    function namesOf(answers) {
        const names = answers.map((answer) => `\`${answer.name}\``);
        const last = names.pop();
        return names.length ? _("{first} and {last}", { first: names.join(", "), last }) : last;
    }

    // Return DOTS, a text, or the parts of a list; "0,9 0,1" and "0,9; 0,1" keep their commas for a later message.
    function entered({ size }, field) {
        const orDots = (text) => (["", "...", "…"].includes(text) ? DOTS : text);
        const text = orDots(field.replace(/^[\s[(]+|[\s\])]+$/g, ""));
        if (!size || text === DOTS) return text;
        const between = [/\s*;\s*/, /(?<=,\d+)\s+(?=[+-]?\d+,\d)/, /\s*,\s*/, /\s+/].find((mark) => mark.test(text));
        return text.replace(/\s*[,;]$/, "").split(between).map(orDots);
    }

    // Return the number, list, letter or word that was typed; throw Unreadable if it is something else.
    function read(answer, entry) {
        const { kind, name, size } = answer;
        if (kind === "word") return readWord(answer, entry);
        if (!size) return readNumber(entry, (what) => _("`{name}` is {what}", { name, what }));
        if (kind === "numbers" && entry.length === 2 * size && entry.every((part) => /^\d+$/.test(part))) {
            const numbers = entry.flatMap((whole, n) => (n % 2 ? [] : `${whole}.${entry[n + 1]}`)).join(", ");
            const what = _("numbers with decimal commas: write {numbers}", { numbers });
            throw new Unreadable(_("`{name}` looks like {what}", { name, what }));
        }
        if (entry.length !== size) {
            const { length } = entry;
            throw new Unreadable(_("`{name}` has {length} entries and needs {size}", { name, length, size }));
        }
        if (kind === "texts") return entry.map((part) => part.replace(/^["'“”„‘’`]|["'“”„‘’`]$| /g, ""));
        return entry.map((part) => readNumber(part, (what) => _("`{name}` contains {what}", { name, what })));
    }

    function readWord({ name, is_letter: isLetter }, entry) {
        const word = entry.replace(/["'“”„‘’`()[\]\s,;.-]/g, "").toLowerCase();
        if (word && (!isLetter || [...word].length === 1)) return word;
        throw new Unreadable(fill(isLetter ? own.noLetter : own.noWord, { name }));
    }

    // Return the number that a text holds; throw Unreadable, with a message from `say`, if it holds none.
    function readNumber(typed, say) {
        const text = typed.replace(/[−–]/g, "-").replace(/inf(inity)?|∞/gi, "Infinity");
        const [, above, below = 1] = NUMBER.exec(text) ?? [];
        if (Number.isNaN(above / below)) throw new Unreadable(say(noNumber(text)));
        return above / below;
    }

    // Return words for a text that is no number.
    function noNumber(text) {
        const number = text.replace(/^([+-]?\d+)\s*,\s*(\d+)$/, "$1.$2");
        if (number !== text) return _("a number with a decimal comma: write {number}", { number });
        if (text.endsWith("%")) return own.percent;
        if (/^[+-]?[\d.,/]+\s*(bit|nat)s?$/i.test(text)) return own.unit;
        if (/[,;]/.test(text)) return _("a list: give a single number");
        return own.text;
    }

    return { check };
})();
