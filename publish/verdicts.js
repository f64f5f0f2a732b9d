"use strict";

// verdicts.check(exercise, fields, wrong) returns {status, text, mistakes, wrong, states, worked}: `exercise` is the
// data of `exercise_data`, `fields` has a typed text for each answer, and `wrong` is the number of wrong tries, before
// and then with this one. states: the status of each field, or "" where nothing is said about it. worked: the values of
// formulas that were typed. The data list the faults; this script composes the sentence. Needs the scripts before it.
const verdicts = (() => {
    const { _, plural, listed, joined, sentence, own, fill, general } = words;
    const { isClose, workOut, factsOf, said } = formulas;
    const [TOLERANCE, LOOSE] = [5e-4, 5e-3]; // relative
    const DOTS = Symbol("dots"); // nothing was typed

    class Unreadable extends Error {}

    function check(exercise, fields, wrong = 0) {
        return { mistakes: [], wrong, worked: "", ...checked(exercise, fields, wrong) };
    }

    function checked(exercise, fields, wrong) {
        const { answers } = exercise;
        const entries = answers.map((answer, place) => entered(answer, words.plain(fields[place])));
        const states = entries.map((entry) => ([entry].flat().includes(DOTS) ? "unanswered" : ""));
        const names = namesOf(answers.filter((_answer, place) => states[place]));
        if (names) return { status: "unanswered", text: fill(own.open, { names }), states };
        const given = [];
        try {
            answers.forEach((answer, place) => given.push(read(answer, entries[place])));
        } catch (problem) {
            if (!(problem instanceof Unreadable)) throw problem;
            states[given.length] = "unreadable";
            return { status: "unreadable", text: sentence(problem.message), states };
        }
        return { ...judged(exercise, given, wrong), worked: workedOut(answers, entries) };
    }

    // Return the values of all entries that are formulas: "`log2(5)` = 2.321928".
    function workedOut(answers, entries) {
        const numbers = answers.flatMap(({ kind }, place) => (kind.startsWith("number") ? entries[place] : []));
        const typed = numbers.filter((text) => Number.isNaN(Number(text)));
        const values = typed.map((text) => `\`${text}\` = ${general(typedFormula.read(text).value, 7)}`);
        return listed(values.concat(typed.some((text) => /log\s*\(/i.test(text)) ? own.natural : []));
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
            const { mistakes = [] } = found; // where many answers are right, a mistake has no name
            const states = statesOf(exercise, faults, facts);
            return { status: "wrong", text: sentence(_("Not yet: {problem}", found)), mistakes, wrong, states };
        }
        const text = joined(_("Right: {because}", exercise), said(exercise.aside, facts));
        return { status: "right", text, wrong: 0, states: answers.map(() => "right") };
    }

    // Return the status of each answer of a wrong try. Those that only follow from an earlier mistake have none.
    function statesOf({ answers }, faults, facts) {
        return answers.map((answer, place) => {
            if (faults[place]) return isBlamed(answer, faults.slice(0, place), facts) ? "wrong" : "";
            return answer.faults ? "right" : faults.some(Boolean) ? "" : "wrong";
        });
    }

    function isBlamed({ follows, name }, before, facts) {
        return !(follows && before.some(Boolean) && isClose(facts[name], workOut(follows, facts), TOLERANCE));
    }

    // Return the fault of an answer, {kind, text, mistake}; its text follows the answer's name. Null: it is right.
    function faultOf(answer, x) {
        if (!answer.faults) return null;
        const places = [x].flat().map((part, place) => marksOf(answer, place, part));
        const mark = places[0].find((one) => places.every((others) => others.includes(one)));
        if (mark !== undefined) return answer.faults[mark];
        const n = 1 + places.findIndex((others) => !others.includes(answer.cut));
        return { kind: "unknown", text: answer.size ? _("is not right in place {n}", { n }) : _("is not right") };
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
        const faulty = answers
            .map((answer, place) => ({ answer, fault: faults[place], before: faults.slice(0, place) }))
            .filter(({ answer, fault, before }) => fault && isBlamed(answer, before, facts));
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
        return { problem: known ? text : _("{text}. {hint}", { text, hint }), mistakes };
    }

    // Return the names of some answers: "`bits`", "`bits` and `nats`", "`one`, `two` and `three`".
    function namesOf(answers) {
        const names = answers.map((answer) => `\`${answer.name}\``);
        const last = names.pop();
        return names.length ? _("{first} and {last}", { first: listed(names), last }) : last;
    }

    // Return DOTS, a text, or the parts of a list; "0,9 0,1" and "0,9; 0,1" keep their commas for a later message.
    function entered({ size }, field) {
        const orDots = (text) => (["", "...", "…"].includes(text) ? DOTS : text);
        const text = orDots(bare(field));
        if (!size || text === DOTS) return text;
        // older browsers know no lookbehind
        const parted = text.includes(";") ? text : text.replace(/(,\d+)\s+(?=[+-]?\d+,\d)/g, "$1;");
        const between = [/\s*;\s*/, /\s*,\s*/, /\s+/].find((mark) => mark.test(parted));
        return parted.replace(/\s*[,;]$/, "").split(between).map(orDots);
    }

    // Return the text without brackets around the whole of it.
    function bare(text) {
        const inner = /^\s*[[(](.*)[\])]\s*$/.exec(text)?.[1];
        let open = 0;
        const isWhole = [...(inner ?? ")")].every((sign) => (open += /[[(]/.test(sign) - /[\])]/.test(sign)) >= 0);
        return isWhole ? bare(inner) : text.trim();
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
        if (kind === "texts") return entry.map((part) => part.replace(/^["'`]|["'`]$| /g, ""));
        return entry.map((part) => readNumber(part, (what) => _("`{name}` contains {what}", { name, what })));
    }

    function readWord({ name, is_letter: isLetter }, entry) {
        const word = entry.replace(/["'`()[\]\s,;.-]/g, "").toLowerCase();
        if (word && (!isLetter || [...word].length === 1)) return word;
        throw new Unreadable(fill(isLetter ? own.noLetter : own.noWord, { name }));
    }

    // Return the number that a text holds; throw Unreadable, with a message from `say`, if it holds none.
    function readNumber(text, say) {
        const { value, problem } = typedFormula.read(text);
        if (problem) throw new Unreadable(say(noNumber(text) ?? problem));
        return value;
    }

    // Return words for a usual text that is no number.
    function noNumber(text) {
        const number = text.replace(/(\d)\s*,\s*(?=\d)/g, "$1.").replace(/[−–]/g, "-");
        const hasComma = text.includes(",");
        if (hasComma && !typedFormula.read(number).problem) {
            return _("a number with a decimal comma: write {number}", { number });
        }
        if (text.endsWith("%")) return own.percent;
        if (/[\d.)]\s*(bits?|nats?|比特|[奈纳]特)$/i.test(text)) return own.unit;
        return hasComma || text.includes(";") ? _("a list: give a single number") : null;
    }

    return { check };
})();
