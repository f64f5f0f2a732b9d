"use strict";

// typedFormula.read(text) works out what was typed, such as "2^-5" or "0.7*log2(0.7/0.6)". It returns {value}, or
// {problem}: words for a text that it cannot read. course/assessment/typed.py has the same rules. Needs words.js.
const typedFormula = (() => {
    const { own, fill } = words;
    const { log2, log10, log, exp, sqrt } = Math;
    const FUNCTIONS = new Map(Object.entries({ log2, log10, log, ln: log, exp, sqrt }));
    const NUMBER = /^(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|(?:inf(?:inity)?)(?!\w)|∞|无穷大?)/i;
    const NAME = /^(?:(?:np|math)\.)?([\p{L}_][\p{L}\w]*)/iu;

    class Unreadable extends Error {}

    const refuse = (text, part) => {
        const short = part.length > 20 ? `${part.slice(0, 20)}…` : part;
        throw new Unreadable(fill(text, { part: short.trim().replace(/`/g, "'") }));
    };

    /** Return the text with the signs of Python: 2⁻⁵ is 2**-5, and 3½ stays no number. */
    function asPython(text) {
        const exponents = text.replace(/[⁻⁰¹²³⁴-⁹]+/g, "**$&").replace(/[¼-¾⅐-⅞]/g, "($&)");
        return exponents.normalize("NFKC").replace(/./gsu, (sign) => window.typedSigns?.[sign] ?? sign).trim();
    }

    function valueOf(text) {
        let rest = text;

        /** Take what the pattern finds at the beginning of the rest, and the spaces after it. */
        function take(pattern) {
            const found = pattern.exec(rest);
            if (found) rest = rest.slice(found[0].length).trimStart();
            return found && (found[1] ?? found[0]);
        }

        /** Return the value of the text from here to the rest, if it has one. */
        function checked(from, value) {
            return Number.isNaN(value) ? refuse(own.noValue, from.slice(0, from.length - rest.length)) : value;
        }

        function sum() {
            const from = rest;
            let total = product();
            for (let sign; (sign = take(/^[+-]/)); ) {
                const next = product();
                total = checked(from, sign === "+" ? total + next : total - next);
            }
            return total;
        }

        function product() {
            const from = rest;
            let total = signed();
            for (let sign; (sign = take(/^(?:\*(?!\*)|\/(?!\/))/)); ) {
                const next = signed();
                total = checked(from, sign === "*" ? total * next : total / next);
            }
            return total;
        }

        function signed() {
            const sign = take(/^[+-]/);
            return sign ? (sign === "-" ? -signed() : signed()) : power();
        }

        function power() {
            const from = rest;
            const base = single();
            return take(/^\*\*/) ? checked(from, base ** signed()) : base; // a ** b ** c is a ** (b ** c)
        }

        function single() {
            const from = rest;
            const number = take(NUMBER);
            if (number) return /^[\d.]/.test(number) ? Number(number) : Infinity;
            const name = take(NAME)?.toLowerCase();
            if (name && !FUNCTIONS.has(name)) refuse(own.unknown, from.slice(0, from.length - rest.length));
            if (!take(/^\(/)) refuse(name ? own.noBrackets : rest ? own.unreadable : own.early, name ?? (rest || text));
            const inner = sum();
            if (!take(/^\)/)) refuse(rest ? own.unreadable : own.unclosed, rest);
            return checked(from, name ? FUNCTIONS.get(name)(inner) : inner);
        }

        const value = sum();
        return rest ? refuse(own.unreadable, rest) : value;
    }

    function read(text) {
        try {
            return { value: valueOf(asPython(text)) };
        } catch (problem) {
            if (!(problem instanceof Unreadable)) throw problem;
            return { problem: problem.message };
        }
    }

    return { read };
})();
