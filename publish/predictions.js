"use strict";

// Predictions: choose an answer, lock it, and only then read how good it was. All texts are in the data.

/** Return the form that asks these questions; no other form has radio buttons of this name. */
function predictionForm(data, name) {
    const answers = data.asked.map(() => null); // for each question the letter, or the slider's index
    let coming;
    /** Return the outcomes, which may be loaded; after a failure the next call tries again. */
    const outcomes = () => {
        const here = Promise.resolve(data.outcomes);
        coming = coming || (data.script ? load(data.script).catch(() => (coming = null)) : here);
        return coming;
    };
    const button = element("button", { type: "button", className: "lock", disabled: true, textContent: data.lock });
    const again = element("button", { type: "button", hidden: true, textContent: data.again?.button });
    const lacking = element("span", { className: "lacking", textContent: data.states[data.asked.length] });
    lacking.setAttribute("aria-live", "polite");
    const result = element("div", { className: "result", tabIndex: -1 });

    function choose(i, answer) {
        answers[i] = answer;
        outcomes(); // they come while the reader thinks
        const missing = answers.filter((answer) => answer === null).length;
        button.disabled = missing > 0;
        lacking.textContent = data.states[missing];
    }

    /** Return the answers that are kept, if they still fit the questions; a guess is one of the slider's positions. */
    function recall() {
        const kept = answerTo(data);
        if (data.letters || !kept) return kept;
        const place = data.guesses.findIndex(({ guess }) => guess === kept.guess);
        return place < 0 ? null : [place];
    }

    /** Return what is told about the answers, and the right letters; nothing is told if it did not arrive. */
    async function revealed() {
        const kept = data.guesses ? data.guesses[answers[0]] : [...answers];
        if (data.promises) return { told: data.promises[stored.set(data.name, kept)] };
        const first = data.comparison && answerTo({ name: data.comparison.first, letters: data.letters });
        const { [answers[0]]: reply, right } = data.comparison ? {} : ((await outcomes()) ?? {});
        const told = data.comparison ? compare(data.comparison, first, answers) : reply;
        if (told !== undefined) keepAnswer(form, data.name, kept);
        return { told, right: data.comparison?.right ?? right };
    }

    const setters = []; // for each question a function that shows an answer
    const fieldsets = data.asked.map(({ text, label, options }, i) => {
        const fieldset = element("fieldset", {}, element("legend", { innerHTML: text }));
        if (label) {
            const { row, set } = labelledSlider(label, Object.values(options), 0, (place) => choose(i, place));
            fieldset.append(row);
            setters.push(set);
            return fieldset;
        }
        const radios = Object.entries(options).map(([value, text]) => {
            const radio = element("input", { type: "radio", name: `${name}-${i}`, value });
            radio.onchange = () => choose(i, value);
            fieldset.append(element("label", { className: "choice" }, radio, element("span", { innerHTML: text })));
            return radio;
        });
        setters.push((letter) => radios.forEach((radio) => (radio.checked = radio.value === letter)));
        return fieldset;
    });
    const buttons = element("div", { className: "buttons" }, button, again, lacking);
    const form = element("form", { className: "predict", onsubmit: () => false }, ...fieldsets, buttons, result);

    function disable(isLocked) {
        for (const control of form.querySelectorAll("input, .step, .lock")) control.disabled = isLocked;
        button.textContent = isLocked ? data.locked : data.lock;
        again.hidden = !(isLocked && data.again);
    }

    /** Mark the right choice of each question, and the reader's own where it is another one. */
    function mark(right) {
        const marks = [[answers, "yours", words._("✗ yours")], [right, "right", words._("✓ right")]];
        for (const [letters, name, textContent] of marks) {
            fieldsets.forEach((fieldset, i) => {
                const choice = fieldset.querySelector(`[value="${letters[i]}"]`).closest("label");
                choice.querySelector(".mark")?.remove();
                choice.dataset.mark = name;
                choice.querySelector("span").append(" ", element("b", { className: "mark", textContent }));
            });
        }
    }

    /** Lock the answers; where answers are locked already, perhaps in another tab, those stay. */
    async function lock() {
        const kept = isAgain ? null : recall();
        kept?.forEach((answer, i) => {
            setters[i](answer);
            choose(i, answer);
        });
        const { told, right } = await revealed();
        if (told === undefined) {
            lacking.textContent = words._("The answer did not arrive, so nothing is locked. Try again.");
            return;
        }
        disable(true);
        lacking.textContent = "";
        result.innerHTML = told + data.evidence;
        if (right) mark(right);
        reachable(result);
    }
    button.onclick = async () => {
        await lock();
        if (button.disabled) goTo(result);
    };
    let isAgain = false;
    again.onclick = () => {
        isAgain = true;
        disable(false);
        [lacking.textContent] = data.states;
        result.innerHTML = data.again.warning;
        goTo(result);
    };
    if (recall()) lock();
    return form;
}

/** Return a table of the first answers and these, or of these alone where the first are not stored. */
function compare({ right, heads, rows, summaries }, first, now) {
    const times = first ? [first, now] : [now];
    const scores = times.map((letters) => letters.filter((letter, i) => letter === right[i]).length);
    const body = rows.map((texts, i) => texts[times.map((letters) => letters[i]).join()]).join("");
    return `${summaries[scores.join()]}<div class="wide"><table>${heads[times.length - 1]}${body}</table></div>`;
}
