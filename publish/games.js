"use strict";

// The two games of page 12: counts and a logarithm are all that they need. Their words are those of the notebook.

/** Return a grid with an empty sentence over its longest text, so that nothing below it moves, and the sentence. */
function roomFor(longest, properties) {
    const said = element("p", { className: "sentence", ...properties });
    const room = element("p", { className: "longest", textContent: longest });
    return [element("div", { className: "said" }, room, said), said];
}

/** Return the text in the model's letters, as `spell` in languages.py does. */
function spell(text, letters) {
    const known = (sign) => {
        const [base] = sign.normalize("NFKD");
        return [sign, base].find((letter) => letters.includes(letter)) ?? " ";
    };
    const signs = [...text.replaceAll("İ", "i").toLowerCase().normalize("NFC")];
    return signs.map(known).join("").split(" ").filter(Boolean).join(" ");
}

/** Return the cost in bits of each letter after each under a bigram model: a list of letters.length squared. */
function bigramCosts(row, { letters, extra }) {
    const counts = unrolled(row).map(Number), K = letters.length;
    return counts.map((count, i) => {
        const start = i - (i % K);
        const before = counts.slice(start, start + K).reduce((sum, n) => sum + n + extra, 0);
        return -Math.log2((count + extra) / before);
    });
}

/** Return 2 to the power of the bits as text, as `odds` in language_detective.py does. */
function oddsOf(bits) {
    if (bits > Math.log2(1e6)) return words._("more than a million");
    return words.fixed(2 ** bits, bits < 5 ? 1 : 0);
}

/** Say why a text has no letter of the models, as typed_sentence.py does. */
function whyUnread(text) {
    if (!text.trim()) return words._("Nothing is typed yet: no letter, no evidence.");
    if (/^(?!.*[ぁ-ヿ]).*[㐀-鿿]/s.test(text)) {
        return words._(
            "Chinese is not among these languages: their models count the letters of alphabets, Chinese has thousands " +
                "of signs, and no model has learnt pinyin.",
        );
    }
    return words._("No sign here is in the models' alphabet: it has the letters a to z, and some letters with marks.");
}

/** Say which languages pay least: `sums` is [[name, bits of all n letters], ...]. */
function tellCheapest(sums, n) {
    const [[best, least], [second, next]] = [...sums].sort(([, a], [, b]) => a - b);
    return words.plural(
        "{n} letter: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. " +
            "That is {lead} of evidence: the two models claim odds of {odds} to 1.",
        "{n} letters: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. " +
            "That is {lead} of evidence: the two models claim odds of {odds} to 1.",
        n,
        {
            n, best, second, best_bits: words.amount(least / n), second_bits: words.number(next / n),
            lead: words.amount(next - least, 2), odds: oddsOf(next - least),
        },
    );
}

/** Put a field above the bars of a typed sentence; they follow at every key, once the counts are loaded. */
function startTyping(figure) {
    const { pairs, label, start } = figure.dataset;
    const field = element("input", { id: "typed-sentence", type: "text", value: start, autocomplete: "off" });
    field.spellcheck = false;
    const name = element("label", { htmlFor: field.id, textContent: label });
    const told = element("span", { className: "told", role: "status" });
    figure.prepend(element("div", { className: "field" }, name, field), told);
    const rows = [...figure.querySelectorAll("tbody tr")];
    const most = Number(figure.querySelector("table").style.getPropertyValue("--most"));
    let models, counted;

    async function begin() {
        told.textContent = "";
        counted = await load(pairs).catch(() => null);
        field.disabled = !counted;
        if (!counted) return offerAgain(told, begin);
        models = Object.entries(counted.pairs).map(([language, row]) => [language, bigramCosts(row, counted)]);
        show();
        figure.dataset.ready = "";
    }

    function show() {
        if (!models) return;
        const { letters, most_letters } = counted;
        const text = [...field.value].slice(0, most_letters).join(""), spelt = spell(text, letters);
        const path = [...` ${spelt}`].map((letter) => letters.indexOf(letter));
        const bill = (costs) => path.slice(1).reduce((sum, at, i) => sum + costs[path[i] * letters.length + at], 0);
        const sums = models.map(([language, costs]) => [language, bill(costs)]), n = spelt.length;
        const least = Math.min(...sums.map(([, bits]) => bits));
        rows.forEach((row, i) => {
            const [, bits] = sums[i], bar = row.querySelector(".bar");
            row.classList.toggle("least", n > 0 && bits === least);
            bar.classList.toggle("beyond", bits > most * n);
            bar.style.setProperty("--bits", n && bits / n);
            bar.textContent = n ? words.number(bits / n, 2) : "";
        });
        figure.querySelector(".sentence").textContent = n ? tellCheapest(sums, n) : whyUnread(text);
    }

    field.oninput = show;
    whenNear(figure, begin);
}

/** Return the entropy of the numbers of guesses, in bits per letter. */
function guessBits(foundAt) {
    const counts = new Map();
    for (const n of foundAt) counts.set(n, (counts.get(n) ?? 0) + 1);
    const n = foundAt.length;
    return [...counts.values()].reduce((sum, count) => sum + (count / n) * Math.log2(n / count), 0);
}

/** Say what the learner's guesses and the model's cost, and what the model pays for the same letters. */
function tellScore(foundAt, model) {
    const n = foundAt.length;
    if (!n) return words._("There is no score before the first letter is found.");
    const paid = model.bits.slice(0, n).reduce((sum, bits) => sum + bits, 0) / n;
    return words.plural(
        "{n} letter: your guesses cost {yours} per letter, the model's {models}. By its q the model pays {paid}.",
        "{n} letters: your guesses cost {yours} per letter, the model's {models}. By its q the model pays {paid}.",
        n,
        {
            n, yours: words.amount(guessBits(foundAt), 2), paid: words.number(paid, 2),
            models: words.number(guessBits(model.found_at.slice(0, n)), 2),
        },
    );
}

/** Return the game in which a hidden text is guessed letter by letter; the score is kept. */
function guessingGame({ name, given, hidden, symbols, model, space }) {
    const text = atob(hidden), { _ } = words;
    const visible = (letter) => letter.replace(" ", "␣");
    const isCount = (n) => Number.isInteger(n) && n >= 1 && n <= symbols.length;
    const kept = stored.get(name);
    let foundAt = Array.isArray(kept) && kept.length <= text.length && kept.every(isCount) ? kept : [];
    let tried = [];

    const notHere = () => _("Not here: {letters}.", { letters: words.listed(tried.map(visible)) });
    const [paper, known] = roomFor((given + text).replace(/[a-z]/g, "x"));
    const all = words.listed([...symbols].map(visible));
    const longest = words.joined(_("It is not “{letter}”."), _("Not here: {letters}.", { letters: all }));
    const [answer, status] = roomFor(longest, { role: "status" });
    const [bill, score] = roomFor(tellScore(model.found_at, model));
    paper.classList.add("paper");
    const table = element("table");
    const keys = [...symbols.slice(1), " "].map((letter) => {
        const key = element("button", { type: "button", textContent: visible(letter), value: letter, tabIndex: -1 });
        if (letter === " ") key.setAttribute("aria-label", space);
        key.onclick = () => guess(letter); // for fingers and the mouse; the keyboard has the field
        return key;
    });
    // A keyboard on the screen would cover the keys of the page: a field of the mode "none" opens none.
    const field = element("input", { id: "next-letter", type: "text", autocomplete: "off", inputMode: "none" });
    field.placeholder = _("type a letter, or a space");
    field.oninput = () => {
        for (const letter of field.value.toLowerCase()) guess(letter);
        field.value = "";
    };
    const label = element("label", { htmlFor: field.id, textContent: _("next letter") });
    const restart = element("button", { type: "button", textContent: _("Start again") });
    restart.onclick = () => {
        [foundAt, tried] = [[], []];
        stored.set(name, foundAt);
        show(_("Guess the letter that comes next."));
    };
    const row = element("div", { className: "buttons" }, element("div", { className: "field" }, label, field), restart);
    const letters = element("div", { className: "letters" }, ...keys);
    const game = element("div", { className: "predict" }, paper, answer, letters, row, table, bill);

    function guess(letter) {
        if (foundAt.length === text.length) return;
        if (!symbols.includes(letter)) return show(_("The text has the letters a to z and spaces only."));
        const facts = { letter: visible(letter), n: tried.length + 1 };
        if (tried.includes(letter)) return show(_("“{letter}” was tried already.", facts));
        if (letter !== text[foundAt.length]) {
            tried.push(letter);
            return show(_("It is not “{letter}”.", facts));
        }
        foundAt = [...foundAt, facts.n];
        tried = [];
        keepAnswer(game, name, foundAt);
        show(words.plural("“{letter}”, at the first guess.", "“{letter}”, at guess {n}.", facts.n, facts));
    }

    function show(said) {
        const n = foundAt.length, isDone = n === text.length;
        known.replaceChildren(given + text.slice(0, n), isDone ? "" : element("b", { textContent: "_" }));
        status.textContent = words.joined(said, tried.length && notHere(), isDone && _("That is the whole text."));
        for (const key of keys) key.setAttribute("aria-disabled", tried.includes(key.value));
        const ends = [1, 2, 3, 4, _("5 or later")];
        const counts = (found) => ends.map((_end, i) => found.filter((at) => Math.min(at, 5) === i + 1).length);
        const cells = (tag, scope, first, others) => {
            const head = element("th", { scope, textContent: first });
            return element("tr", {}, head, ...others.map((textContent) => element(tag, { textContent })));
        };
        table.replaceChildren(
            element("thead", {}, cells("th", "col", _("found at guess"), ends)),
            element(
                "tbody", {},
                cells("td", "row", _("you"), counts(foundAt)),
                cells("td", "row", _("the model"), counts(model.found_at.slice(0, n))),
            ),
        );
        score.textContent = tellScore(foundAt, model);
    }

    show(foundAt.length ? _("Score kept from before.") : _("Guess the letter that comes next."));
    return game;
}
