"use strict";

// Texts in the reader's language, filled with facts; numbers are written as Python writes them. A page may set
// `lessonWords` before this script: a catalogue {English: translated}; other texts stay English. `lookAlike` maps signs
// of other alphabets to the signs that they look like.
const words = (() => {
    const catalogue = window.lessonWords || {};
    const _ = (text, facts = {}) => fill(catalogue[text] || text, facts);
    const plain = (text) => text.replace(/./gsu, (sign) => window.lookAlike?.[sign] ?? sign);
    const plural = (one, many, n, facts) => _(n === 1 ? one : many, facts);
    const listed = (texts) => texts.join(_(", "));
    // As in translation.py: sentences in a row, without spaces where Chinese has none, and a text with a full stop.
    const wide = "\\u3000-\\u9fff\\uff00-\\uffef";
    const gap = new RegExp(`([。，、；：？！]|[${wide}](?= [${wide}“])|”(?= [${wide}])) `, "g");
    const joined = (...texts) => texts.filter(Boolean).join(" ").replace(gap, "$1");
    const sentence = (text) => (/[.?。？]$/.test(text) ? text : text + _("."));

    const own = { // only for fields, which have no quotation marks and no Python
        open: _("Not answered yet: fill in {names}."),
        percent: _("a number with a percent sign: write 50 % as 0.5"),
        unit: _("a number with a unit: write the number alone"),
        unknown: _("text with the unknown word `{part}`: give a number, or a formula with log2, ln, log10, exp, sqrt"),
        unreadable: _("a formula that cannot be read from `{part}` on"),
        early: _("a formula that ends too early: `{part}`"),
        unclosed: _("a formula with an open bracket: close it with `)`"),
        noBrackets: _("a formula without brackets: write `{part}(...)`"),
        noValue: _("a formula without a value: `{part}`"),
        natural: _("here `log` is `ln`"),
        noLetter: _("`{name}` needs one letter, such as `a`"),
        noWord: _("`{name}` needs a word, such as `ABBA`"),
    };

    // Fill a text as str.format does: {name} is a text, {name:.6g} a number with six significant digits.
    function fill(text, facts) {
        return text.replace(/\{(\w+)(?::\.(\d+)g)?\}/g, (braces, name, digits) =>
            digits ? general(facts[name], Number(digits)) : (facts[name] ?? braces),
        );
    }

    // Write a number as f"{x:.4g}" does, for two digits or more.
    function general(x, digits) {
        if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
        // half-way between two numbers, Python takes the even one, toExponential the larger one
        const [exact, ten] = x.toExponential(100).split("e");
        const end = exact.indexOf(".") + digits;
        const isTie = /^50*$/.test(exact.slice(end)) && exact[end - 1] % 2 === 0;
        const [mantissa, exponent] = (isTie ? `${exact.slice(0, end)}e${ten}` : x.toExponential(digits - 1)).split("e");
        const withoutZeros = (decimals) => (decimals.includes(".") ? decimals.replace(/\.?0+$/, "") : decimals);
        if (exponent < -4 || exponent >= digits) {
            return `${withoutZeros(mantissa)}e${exponent < 0 ? "-" : "+"}${`${Math.abs(exponent)}`.padStart(2, "0")}`;
        }
        return withoutZeros(Number(`${mantissa}e${exponent}`).toFixed(digits - 1 - exponent));
    }

    // Write a number x >= 0 as f"{x:,.2f}" does, with a narrow space in thousands: of two equally near, the even one.
    function fixed(x, digits) {
        const exact = x.toFixed(100);
        const end = exact.indexOf(".") + (digits && digits + 1);
        const isTie = /^\.?50*$/.test(exact.slice(end)) && exact.slice(0, end).replace(".", "").slice(-1) % 2 === 0;
        const [whole, ...decimals] = (isTie ? exact.slice(0, end) : x.toFixed(digits)).split(".");
        return [whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"), ...decimals].join(".");
    }

    // Write a number x >= 0 as `number` in style.py does.
    function number(x, digits = 3) {
        if (x < 1e-12) return "0";
        if (x < 0.1 ** digits) return x.toPrecision(3).replace(/\.?0+$/, "");
        const text = fixed(x, digits);
        const isExact = Math.abs(Number(text.replace("\u202f", "")) - x) <= Math.max(1e-9 * x, 1e-12);
        return isExact ? text.replace(/\.?0+$/, "") : text;
    }

    // Write bits as `amount` in style.py does.
    const amount = (x, digits) => plural("{n} bit", "{n} bits", x, { n: number(x, digits) });

    return { _, plain, plural, listed, joined, sentence, own, fill, general, fixed, number, amount };
})();
