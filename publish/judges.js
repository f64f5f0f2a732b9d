"use strict";

// Values of formulas about the answers to an exercise. course/lessons/formula.py makes them trees of functions, names
// and numbers.
const formulas = (() => {
    function isClose(x, value, tolerance) {
        if (Array.isArray(x)) return x.every((part, n) => isClose(part, value[n], tolerance));
        return x === value || (Number.isFinite(value) && Math.abs(x - value) <= tolerance * Math.abs(value));
    }

    // Extend a function of numbers to lists, element by element.
    const lifted = (f) => (a, b) => {
        const list = [a, b].find(Array.isArray);
        return list ? list.map((_x, n) => f(Array.isArray(a) ? a[n] : a, Array.isArray(b) ? b[n] : b)) : f(a, b);
    };
    const ratio = (x, y) => (2 * Math.abs(x - y) < y ? Math.log1p((x - y) / y) : Math.log(x) - Math.log(y));
    const ofNumbers = {
        Add: (a, b) => a + b,
        Sub: (a, b) => a - b,
        Mult: (a, b) => a * b,
        Div: (a, b) => a / b,
        Pow: (a, b) => a ** b,
        USub: (a) => -a,
        Lt: (a, b) => a < b,
        Gt: (a, b) => a > b,
        NotEq: (a, b) => a !== b,
        lengths: (text) => text.length,
    };
    const ofAll = {
        Not: (a) => !a,
        item: (list, place) => list[place],
        sum: (list) => list.reduce((total, x) => total + x, 0),
        any: (list) => list.some(Boolean),
        sorted: (list) => [...list].sort((a, b) => a - b),
        are_binary: (texts) => texts.every((text) => /^[01]+$/.test(text)),
        begins_another: (all) => all.find((a, i) => all.some((b, j) => i !== j && b.startsWith(a))) ?? "",
        close: isClose,
        D: (p, q) => ofAll.sum(p.map((x, n) => (x && x * ratio(x, q[n])) - (x - q[n]))) / Math.LN2,
    };

    function workOut(tree, facts) {
        if (typeof tree === "string") return facts[tree];
        if (typeof tree?.[0] !== "string") return tree;
        const [name, ...parts] = tree;
        return (ofAll[name] ?? lifted(ofNumbers[name] ?? Math[name]))(...parts.map((part) => workOut(part, facts)));
    }

    // Return the values of answers and facts by name; a fact is computed when it is read.
    function factsOf(values, given) {
        const facts = { inf: Infinity, ...values };
        for (const name in given) Object.defineProperty(facts, name, { get: () => workOut(given[name], facts) });
        return facts;
    }

    // Return the text of the first case whose condition holds.
    function said(cases, facts) {
        const [, text] = cases.find(([condition]) => workOut(condition, facts)) ?? ["", ""];
        return words.fill(text, facts);
    }

    return { isClose, workOut, factsOf, said };
})();
