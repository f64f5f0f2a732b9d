"use strict";

// Exercises: a field for each answer, and a verdict that knows the usual mistakes.

/** Return words for the kind of answer that a field expects. */
function kindOf({ kind, size, is_letter: isLetter }) {
    if (kind === "number") return words._("a number or a formula");
    if (kind === "numbers") return words._("{size} numbers, with commas between them", { size });
    if (kind === "texts") return words._("{size} codewords, with commas between them", { size });
    return isLetter ? words._("choose a letter") : words._("a word");
}

/** Return the element for an answer, and functions that return its text, set it, and show its status. */
function fieldFor(answer, id) {
    const label = [element("code", { textContent: answer.name }), ` ${kindOf(answer)}`];
    const { box, asked, get, set } = answer.is_letter ? letterButtons(answer, id, label) : textField(answer, id, label);
    const setStatus = (status) => {
        box.dataset.status = status;
        asked.setAttribute("aria-invalid", ["wrong", "unreadable"].includes(status));
    };
    box.oninput = () => setStatus(""); // the verdict was about another answer
    return { box, get, set, setStatus };
}

function textField({ size }, id, label) {
    const asWritten = { autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: 300 };
    const input = element("input", { id, type: "text", placeholder: "…", ...asWritten });
    input.className = size ? "list" : "";
    const box = element("div", { className: "field" }, element("label", { htmlFor: id }, ...label), input);
    return { box, asked: input, get: () => input.value, set: (text) => (input.value = text) };
}

/** The table has every letter of the question, the right one and those of the usual mistakes. */
function letterButtons({ table }, id, label) {
    const inputs = Object.keys(table).sort().map((value) => element("input", { type: "radio", name: id, value }));
    const letters = inputs.map((input) => element("label", {}, input, element("span", { textContent: input.value })));
    const row = element("div", { className: "letters" }, ...letters);
    const box = element("fieldset", { className: "field", role: "radiogroup" }, element("legend", {}, ...label), row);
    const get = () => inputs.find(({ checked }) => checked)?.value ?? "";
    const set = (text) => inputs.forEach((input) => (input.checked = input.value === text.trim().toLowerCase()));
    return { box, asked: box, get, set };
}

/** Return the sentence that leads readers of an exercise that needs Python to the notebook. */
function needsPython() {
    const innerHTML = words._(
        'This exercise needs Python: <a href="#open-notebook">run this page as a notebook</a>.',
    );
    return element("p", { className: "needs-python", innerHTML });
}

function exerciseForm(exercise, name) {
    if (exercise.answers.some(({ kind }) => kind === "code")) return needsPython();
    const fields = exercise.answers.map((answer, i) => fieldFor(answer, `${name}-${i}`));
    const button = element("button", { type: "submit", textContent: words._("Check") });
    const verdict = element("div", { className: "verdict", tabIndex: -1 });
    const form = element("form", { className: "exercise" }, ...fields.map(({ box }) => box), button, verdict);
    if (exercise.needs_python) form.prepend(needsPython());
    const recall = () => answerTo({ name: exercise.number, fields: fields.length });
    const show = ({ status, text, states, worked }) => {
        verdict.innerHTML = asHtml(text);
        if (worked) verdict.append(element("p", { className: "worked", innerHTML: asHtml(worked) }));
        verdict.dataset.status = status;
        fields.forEach(({ setStatus }, i) => setStatus(states[i]));
    };
    button.onclick = () => { // Enter clicks it too, even in a frame that lets no form be sent
        const typed = fields.map(({ get }) => get());
        const before = recall() ?? { tries: 0, right: false, mistakes: [], wrong: 0 };
        const found = verdicts.check(exercise, typed, before.wrong);
        show(found);
        keepAnswer(form, exercise.number, { ...withTry(before, found), typed, wrong: found.wrong });
        goTo(verdict);
        return false;
    };
    const before = recall();
    if (before) {
        fields.forEach(({ set }, i) => set(before.typed[i]));
        show(verdicts.check(exercise, before.typed, Math.max(0, before.wrong - 1)));
    }
    return form;
}

/** Return the tries with one more, as the file to hand in counts them: until the first right one. */
function withTry({ tries, right, mistakes }, found) {
    if (right || !["right", "wrong"].includes(found.status)) return { tries, right, mistakes };
    const named = [...new Set([...mistakes, ...found.mistakes])];
    return { tries: tries + 1, right: found.status === "right", mistakes: named };
}
