"use strict";

// Predictions: choose an answer, lock it, and only then read what it was worth.

const STORED = "warm-up answers"; // under this name the browser keeps them

function store(letters) {
    try {
        localStorage.setItem(STORED, JSON.stringify(letters));
        return true;
    } catch {
        return false;
    }
}

/** The first answers to the warm-up questions, or null if there are none that make sense. */
function recall(explanations) {
    try {
        const letters = JSON.parse(localStorage.getItem(STORED));
        const known = letters.length === explanations.length && explanations.every((texts, i) => letters[i] in texts);
        return known ? letters : null;
    } catch {
        return null;
    }
}

class Prediction {
    constructor(place, data, name) {
        this.data = data;
        this.answers = data.asked.map(() => null);
        this.button = element("button", { type: "button", className: "lock", disabled: true });
        this.button.textContent = this.alone ? words._("Lock my answer") : words._("Lock my answers");
        this.button.onclick = () => this.lock();
        this.lacking = element("span", { className: "lacking" });
        this.lacking.setAttribute("aria-live", "polite");
        this.result = element("div", { className: "result", role: "status" });
        const asked = data.asked.map((question, i) =>
            question.control === "radio" ? this.radios(question, i, name) : this.slider(question, i),
        );
        const bar = element("div", { className: "buttons" }, this.button, this.lacking);
        this.form = element("form", { className: "predict" }, ...asked, bar, this.result);
        this.form.onsubmit = () => false;
        this.lacking.textContent =
            data.asked[0].control === "slider" ? words._("Move the slider first.") : this.missing();
        place.append(this.form);
        this.outcomes = data.script ? load(data.script) : Promise.resolve(data.outcomes);
    }

    get alone() {
        return this.data.asked.length === 1;
    }

    radios(question, i, name) {
        const legend = element("legend");
        legend.innerHTML = question.text;
        const choices = question.options.map((text, place) => {
            const radio = element("input", { type: "radio", name: `${name}-${i}`, value: question.values[place] });
            radio.onchange = () => this.choose(i, this.alone ? place : radio.value);
            return element("label", { className: "choice" }, radio, element("span", { textContent: text }));
        });
        return element("fieldset", {}, legend, ...choices);
    }

    slider(question, i) {
        const legend = element("legend");
        legend.innerHTML = question.text;
        const { row } = labelledSlider(question.label, question.options, 0, (place) => this.choose(i, place));
        return element("fieldset", {}, legend, row);
    }

    choose(i, answer) {
        this.answers[i] = answer;
        const missing = this.missing();
        this.button.disabled = Boolean(missing);
        this.lacking.textContent = missing || words._("Ready to be locked.");
    }

    missing() {
        const n = this.answers.filter((answer) => answer === null).length;
        if (this.alone) return n ? words._("Choose an answer first.") : "";
        return n ? words.fill(words.plural("{n} answer still missing.", "{n} answers still missing.", n), { n }) : "";
    }

    async lock() {
        for (const control of this.form.querySelectorAll("input, button")) control.disabled = true;
        this.button.textContent = words._("Locked");
        this.lacking.textContent = "";
        this.result.innerHTML = await this.reveal();
    }

    async reveal() {
        const { kind, right, explanations, ending } = this.data;
        if (kind === "one") return (await this.outcomes)[this.answers[0]] + ending;
        if (kind === "again") return compare(this.answers, right, explanations, recall(explanations));
        const kept = words._("**Locked.** Notebook 07 asks again, and shows what has changed.");
        const lost = words._("**Locked.** But this folder cannot keep answers: note them on paper.");
        return `<p>${asHtml(store(this.answers) ? kept : lost)}</p>`;
    }
}

/** The answers of both times beside each other, and why. */
function compare(now, right, explanations, first) {
    const score = (letters) => letters.filter((letter, i) => letter === right[i]).length;
    const times = first ? [first, now] : [now];
    const summary = first
        ? words._("You have {now} of {all} right; at first it was {first}.")
        : words._(
              "You have {now} of {all} right. Your first answers are not at hand: " +
                  "Start here keeps them once they are locked.",
          );
    const names = [words._("Question"), ...(first ? [words._("At first")] : []), words._("Now"), words._("Why")];
    const rows = right.map((rightLetter, i) => {
        const letters = times.map((answers) => answers[i]);
        const cells = letters.map((letter) =>
            words.fill(letter === rightLetter ? words._("({letter}), right") : words._("({letter}), wrong"), {
                letter,
            }),
        );
        const why = [...new Set([...letters, rightLetter])].map((letter) => explanations[i][letter]).join(" ");
        const columns = [...cells, why].map((cell) => `<td>${cell}</td>`).join("");
        return `<tr><th scope="row">${i + 1}</th>${columns}</tr>`;
    });
    const head = names.map((name) => `<th scope="col">${name}</th>`).join("");
    const said = words.fill(summary, { now: score(now), all: right.length, first: first && score(first) });
    const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    return `<p><strong>${said}</strong></p><div class="wide">${table}</div>`;
}
