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
    form.onsubmit = () => {
        const typed = inputs.map(({ value }) => value);
        stored.set(keptAs(name), typed);
        const { status, text } = verdicts.check(exercise, typed);
        verdict.innerHTML = asHtml(text);
        verdict.dataset.status = status;
        return false;
    };
    const before = stored.get(keptAs(name));
    if (Array.isArray(before) && before.length === inputs.length) {
        inputs.forEach((input, i) => (input.value = before[i]));
        form.onsubmit();
    }
    return form;
}
