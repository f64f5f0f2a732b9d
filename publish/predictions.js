"use strict";

// Predictions: choose an answer, lock it, and only then read how good it was. All texts are in the data.

const WARM_UP = "warm-up answers"; // the browser keeps them under this name, for two pages

/** Return the stored answers to these questions, or null if there are none or they are not valid. */
function recall(name, asked) {
    const answers = stored.get(name);
    const known = (answer, i) => ["string", "number"].includes(typeof answer) && answer in asked[i].options;
    return Array.isArray(answers) && answers.length === asked.length && answers.every(known) ? answers : null;
}

/** Return the form that asks these questions; no other form has radio buttons of this name. */
function predictionForm(data, name) {
    const answers = data.asked.map(() => null); // for each question the letter, or the slider's index
    const place = data.promises ? WARM_UP : keptAs(name);
    const before = recall(place, data.asked);
    let outcomes;
    const ask = () => (outcomes = data.script ? load(data.script).catch(() => null) : Promise.resolve(data.outcomes));
    ask();
    const button = element("button", { type: "button", className: "lock", disabled: true, textContent: data.lock });
    const lacking = element("span", { className: "lacking", textContent: data.states[data.asked.length] });
    lacking.setAttribute("aria-live", "polite");
    const result = element("div", { className: "result", role: "status" });

    function choose(i, answer) {
        answers[i] = answer;
        const missing = answers.filter((answer) => answer === null).length;
        button.disabled = missing > 0;
        lacking.textContent = data.states[missing];
    }

    function choice(i, letter, text) {
        const radio = element("input", { type: "radio", name: `${name}-${i}`, value: letter });
        radio.checked = before?.[i] === letter;
        radio.onchange = () => choose(i, letter);
        return element("label", { className: "choice" }, radio, element("span", { textContent: text }));
    }

    async function revealed() {
        if (data.promises) return data.promises[stored.set(place, answers)];
        const first = data.comparison && recall(WARM_UP, data.asked);
        const told = data.comparison ? compare(data.comparison, first, answers) : (await outcomes)?.[answers[0]];
        if (told !== undefined) stored.set(place, answers);
        return told;
    }

    const fieldsets = data.asked.map(({ text, label, options }, i) => {
        const controls = label
            ? [labelledSlider(label, Object.values(options), before?.[i] ?? 0, (place) => choose(i, place)).row]
            : Object.entries(options).map(([letter, text]) => choice(i, letter, text));
        return element("fieldset", {}, element("legend", { innerHTML: text }), ...controls);
    });
    const buttons = element("div", { className: "buttons" }, button, lacking);
    const form = element("form", { className: "predict", onsubmit: () => false }, ...fieldsets, buttons, result);
    const lock = async () => {
        const told = await revealed();
        if (told === undefined) {
            ask();
            lacking.textContent = words._("The answer did not arrive, so nothing is locked. Try again.");
            return;
        }
        for (const control of form.querySelectorAll("input, button")) control.disabled = true;
        button.textContent = data.locked;
        lacking.textContent = "";
        result.innerHTML = told + data.evidence;
    };
    button.onclick = lock;
    if (before) {
        before.forEach((answer, i) => choose(i, answer));
        lock();
    }
    return form;
}

/** Return a table of the first answers and these, or of these alone where the first are not stored. */
function compare({ right, heads, rows, summaries }, first, now) {
    const times = first ? [first, now] : [now];
    const scores = times.map((letters) => letters.filter((letter, i) => letter === right[i]).length);
    const body = rows.map((texts, i) => texts[times.map((letters) => letters[i]).join()]).join("");
    return `${summaries[scores.join()]}<div class="wide"><table>${heads[times.length - 1]}${body}</table></div>`;
}
