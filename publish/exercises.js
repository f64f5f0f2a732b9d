// Exercises: a field for each answer, and a verdict that knows the usual mistakes.

function fieldFor(answer, id) {
    const hints = {
        number: "a number, such as 0.25 or 1/4",
        numbers: `${answer.size} numbers, such as 0.5, 0.25`,
        texts: `${answer.size} codewords, such as 0, 10`,
        word: answer.value.length === 1 ? "a letter" : "a word",
    };
    const input = element("input", { id, type: "text", autocomplete: "off", spellcheck: false });
    input.placeholder = hints[answer.kind];
    input.setAttribute("autocapitalize", "off");
    return element("div", { className: "field" }, element("label", { htmlFor: id, textContent: answer.name }), input);
}

function exerciseForm(exercise, name) {
    if (exercise.answers.some(({ kind }) => kind === "code")) {
        const link = element("a", { href: "#open-notebook", textContent: "open this page as a notebook" });
        return element("p", { className: "asks-for-code" }, "This exercise asks for code: ", link, ".");
    }
    const fields = exercise.answers.map((answer, i) => fieldFor(answer, `${name}-${i}`));
    const button = element("button", { type: "submit", textContent: "Check" });
    const verdict = element("p", { className: "verdict", role: "status" });
    const form = element("form", { className: "exercise" }, ...fields, button, verdict);
    form.onsubmit = () => {
        const { status, text } = verdicts.check(exercise, [...form.querySelectorAll("input")].map(({ value }) => value));
        verdict.innerHTML = asHtml(text);
        verdict.dataset.status = status;
        return false;
    };
    return form;
}
