"use strict";

// Exercises: a field for each answer, and a verdict that knows the usual mistakes.

/** Return words for the kind of answer that a field expects. */
function kindOf({ kind, size, is_letter: isLetter }) {
    if (kind === "number") return words._("a number");
    if (kind === "numbers") return words._("{size} numbers, with commas between them", { size });
    if (kind === "texts") return words._("{size} codewords, with commas between them", { size });
    return isLetter ? words._("a letter") : words._("a word");
}

function fieldFor(answer, id) {
    const asWritten = { autocomplete: "off", autocapitalize: "off", spellcheck: false };
    const input = element("input", { id, type: "text", placeholder: "…", ...asWritten });
    input.className = answer.size ? "list" : "";
    const name = element("code", { textContent: answer.name });
    return element("div", { className: "field" }, element("label", { htmlFor: id }, name, ` ${kindOf(answer)}`), input);
}

function exerciseForm(exercise, name) {
    if (exercise.answers.some(({ kind }) => kind === "code")) {
        const link = element("a", { href: "#open-notebook", textContent: words._("open this page as a notebook") });
        return element("p", { className: "asks-for-code" }, words._("This exercise asks for code:") + " ", link, ".");
    }
    const fields = exercise.answers.map((answer, i) => fieldFor(answer, `${name}-${i}`));
    const button = element("button", { type: "submit", textContent: words._("Check") });
    const verdict = element("p", { className: "verdict", role: "status" });
    const form = element("form", { className: "exercise" }, ...fields, button, verdict);
    const inputs = [...form.querySelectorAll("input")];
    const recall = () => answerTo({ name: exercise.number, fields: inputs.length });
    const show = ({ status, text }) => {
        verdict.innerHTML = asHtml(text);
        verdict.dataset.status = status;
    };
    button.onclick = () => { // Enter clicks it too, even in a frame that lets no form be sent
        const typed = inputs.map(({ value }) => value);
        const before = recall() ?? { tries: 0, right: false, mistakes: [], wrong: 0 };
        const found = verdicts.check(exercise, typed, before.wrong);
        show(found);
        keepAnswer(form, exercise.number, { ...withTry(before, found), typed, wrong: found.wrong });
        return false;
    };
    const before = recall();
    if (before) {
        inputs.forEach((input, i) => (input.value = before.typed[i]));
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
