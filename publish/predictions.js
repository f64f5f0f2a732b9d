"use strict";

// Predictions: choose an answer, lock it, and only then read how good it was. All texts are in the data.

const STORED = "warm-up answers"; // the browser keeps them under this name

function store(letters) {
    try {
        localStorage.setItem(STORED, JSON.stringify(letters));
        return true;
    } catch {
        return false;
    }
}

/** Return the stored answers to these questions, or null if there are none or they are not valid. */
function recall(asked) {
    try {
        const letters = JSON.parse(localStorage.getItem(STORED));
        const known = letters.length === asked.length && letters.every((letter, i) => letter in asked[i].options);
        return known ? letters : null;
    } catch {
        return null;
    }
}

/** Return the form that asks these questions; no other form has radio buttons of this name. */
function predictionForm(data, name) {
    const answers = data.asked.map(() => null); // for each question the letter, or the slider's index
    const outcomes = data.script ? load(data.script) : data.outcomes;
    const button = element("button", { type: "button", className: "lock", disabled: true, textContent: data.lock });
    const lacking = element("span", { className: "lacking", textContent: data.states.at(-1) });
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
        radio.onchange = () => choose(i, letter);
        return element("label", { className: "choice" }, radio, element("span", { textContent: text }));
    }

    async function revealed() {
        if (data.promises) return data.promises[store(answers)];
        if (data.comparison) return compare(data.comparison, recall(data.asked), answers);
        return (await outcomes)[answers[0]];
    }

    const fieldsets = data.asked.map(({ text, label, options }, i) => {
        const controls = label
            ? [labelledSlider(label, Object.values(options), 0, (place) => choose(i, place)).row]
            : Object.entries(options).map(([letter, text]) => choice(i, letter, text));
        return element("fieldset", {}, element("legend", { innerHTML: text }), ...controls);
    });
    const buttons = element("div", { className: "buttons" }, button, lacking);
    const form = element("form", { className: "predict", onsubmit: () => false }, ...fieldsets, buttons, result);
    button.onclick = async () => {
        for (const control of form.querySelectorAll("input, button")) control.disabled = true;
        button.textContent = data.locked;
        lacking.textContent = "";
        result.innerHTML = (await revealed()) + data.evidence;
    };
    return form;
}

/** Return a table of the first answers and these, or of these alone where the first are not stored. */
function compare({ right, heads, rows, summaries }, first, now) {
    const times = first ? [first, now] : [now];
    const scores = times.map((letters) => letters.filter((letter, i) => letter === right[i]).length);
    const body = rows.map((texts, i) => texts[times.map((letters) => letters[i]).join()]).join("");
    return `${summaries[scores.join()]}<div class="wide"><table>${heads[times.length - 1]}${body}</table></div>`;
}
