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
