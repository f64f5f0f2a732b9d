// Words: what a page says, in the language of its catalogue.
"use strict";

const say = (text) => (window.lessonWords || {})[text] || text;
const sayMany = (one, many, n) => say(n === 1 ? one : many);

/** Text with *emphasis*, **strong emphasis** and `code` as HTML. */
function asHtml(text) {
    const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return plain
        .split(/(`[^`]*`)/)
        .map((part) =>
            part.startsWith("`")
                ? `<code>${part.slice(1, -1)}</code>`
                : part.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/\*(.+?)\*/g, "<em>$1</em>"),
        )
        .join("");
}



// Explorers: sliders over pictures that were all drawn when the site was built.

const ROOT = new URL(".", document.currentScript.src);
const NEAR = "600px"; // so far below the window an explorer gets its pictures
const arriving = new Map(); // what to do with a file of data, by its name

/** Called by each file of data. */
function published(name, data) {
    arriving.get(name)(data);
}

/** Load a file of data: a script, because a page from a disk may load nothing else. */
function load(address) {
    return new Promise((resolve, reject) => {
        arriving.set(address.split("?")[0], resolve);
        const script = document.createElement("script");
        script.src = new URL(address, ROOT);
        script.onerror = reject;
        document.head.append(script);
    });
}

/** A new element with these properties and children. */
function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

/** A labelled slider over these texts; `moved` is called with the new place. */
function labelledSlider(label, texts, start, moved) {
    const range = element("input", { type: "range", min: 0, max: texts.length - 1, step: 1, value: start });
    const readout = element("output", { textContent: texts[start] });
    const set = (place) => {
        range.value = place;
        range.setAttribute("aria-valuetext", texts[place]);
        readout.textContent = texts[place];
    };
    set(start);
    range.addEventListener("input", () => {
        set(range.valueAsNumber);
        moved(range.valueAsNumber);
    });
    return { row: element("label", { className: "slider" }, element("span", { textContent: label }), range, readout), range, set };
}

class Explorer {
    constructor(figure) {
        this.figure = figure;
        this.facts = JSON.parse(figure.querySelector("script").textContent);
        this.svg = figure.querySelector(".view svg");
        this.sentence = figure.querySelector(".view .sentence");
        this.controls = this.facts.sliders.map((slider) =>
            labelledSlider(slider.label, slider.texts, slider.start, () => this.show()),
        );
        const buttons = this.facts.buttons.map(({ text, sources }) =>
            element("button", { type: "button", textContent: text, onclick: () => this.exchange(sources) }),
        );
        this.told = element("span", { className: "told", role: "status" });
        const copy = element("button", { type: "button", className: "copy", textContent: "Copy link to this state" });
        copy.onclick = () => this.copyLink();
        const row = element("div", { className: "buttons" }, ...buttons, copy, this.told);
        figure.prepend(element("div", { className: "controls" }, ...this.controls.map(({ row }) => row), row));
        this.loadWhenNear();
    }

    get places() {
        return this.controls.map(({ range }) => range.valueAsNumber);
    }

    loadWhenNear() {
        const begin = () => {
            near.disconnect();
            load(this.figure.dataset.frames).then((film) => {
                this.film = film;
                this.show();
                this.figure.dataset.ready = "";
            });
        };
        const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && begin(), {
            rootMargin: NEAR,
        });
        near.observe(this.figure);
    }

    /** Show the picture for the sliders as they stand. */
    show() {
        if (!this.film) return;
        const sliders = this.facts.sliders;
        const place = this.places.reduce((sum, at, i) => sum * sliders[i].texts.length + at, 0);
        const sentence = this.film.sentences[place];
        this.svg.innerHTML = this.film.frames[place].map((part) => this.film.parts[part]).join("");
        this.svg.setAttribute("aria-label", `${this.facts.title}. ${sentence}`);
        this.sentence.textContent = sentence;
        this.told.textContent = "";
    }

    /** Set sliders to the nearest of their values, by name. */
    set(values) {
        this.facts.sliders.forEach((slider, i) => {
            const wanted = Number(values[slider.name] ?? NaN);
            if (Number.isNaN(wanted)) return;
            const apart = slider.values.map((value) => Math.abs(value - wanted));
            this.controls[i].set(apart.indexOf(Math.min(...apart)));
        });
        this.show();
    }

    get values() {
        return Object.fromEntries(this.facts.sliders.map(({ name, values }, i) => [name, values[this.places[i]]]));
    }

    exchange(sources) {
        const before = this.values;
        this.set(Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, before[source]])));
    }

    copyLink() {
        const state = new URLSearchParams(this.values);
        history.replaceState(null, "", `#${this.figure.id}?${state}`);
        const done = () => (this.told.textContent = "Copied.");
        const byHand = () => (this.told.textContent = "The link is in the address bar.");
        if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, byHand);
        else byHand();
    }
}

/** Go to the explorer, and to the state, that the address names: #kl_versus_q?q=0.25 */
function followAddress(explorers) {
    const [id, state] = decodeURIComponent(location.hash.slice(1)).split("?");
    const explorer = explorers.find(({ figure }) => figure.id === id);
    if (!explorer) return;
    explorer.figure.scrollIntoView();
    explorer.set(Object.fromEntries(new URLSearchParams(state)));
}

// Predictions: choose an answer, lock it, and only then read what it was worth.

const KEPT = "warm-up answers"; // under this name the browser keeps them

function keep(letters) {
    try {
        localStorage.setItem(KEPT, JSON.stringify(letters));
        return true;
    } catch {
        return false;
    }
}

/** The first answers to the warm-up questions, or null if there are none that make sense. */
function recall(explanations) {
    try {
        const letters = JSON.parse(localStorage.getItem(KEPT));
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
        this.button.textContent = this.alone ? say("Lock my answer") : say("Lock my answers");
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
        this.lacking.textContent = data.asked[0].control === "slider" ? say("Move the slider first.") : this.missing();
        place.append(this.form);
        this.outcomes = data.script ? load(data.script) : Promise.resolve(data.outcomes);
    }

    get alone() {
        return this.data.asked.length === 1;
    }

    radios(question, i, name) {
        const legend = element("legend");
        legend.innerHTML = this.alone ? question.text : question.text;
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
        this.lacking.textContent = missing || say("Ready to be locked.");
    }

    missing() {
        const n = this.answers.filter((answer) => answer === null).length;
        if (this.alone) return n ? say("Choose an answer first.") : "";
        return n ? sayMany("{n} answer still missing.", "{n} answers still missing.", n).replace("{n}", n) : "";
    }

    async lock() {
        for (const control of this.form.querySelectorAll("input, button")) control.disabled = true;
        this.button.textContent = say("Locked");
        this.lacking.textContent = "";
        this.result.innerHTML = await this.reveal();
    }

    async reveal() {
        const { kind, right, explanations, ending } = this.data;
        if (kind === "one") return (await this.outcomes)[this.answers[0]] + ending;
        if (kind === "again") return compare(this.answers, right, explanations, recall(explanations));
        const kept = say("**Locked.** Notebook 07 asks again, and shows what has changed.");
        const lost = say("**Locked.** But this folder cannot keep answers: note them on paper.");
        return `<p>${asHtml(keep(this.answers) ? kept : lost)}</p>`;
    }
}

/** The answers of both times beside each other, and why. */
function compare(now, right, explanations, first) {
    const score = (letters) => letters.filter((letter, i) => letter === right[i]).length;
    const times = first ? [first, now] : [now];
    const summary = first
        ? say("You have {now} of {all} right; at first it was {first}.")
        : say("You have {now} of {all} right. Your first answers are not at hand: Start here keeps them once they are locked.");
    const facts = { "{now}": score(now), "{all}": right.length, "{first}": first && score(first) };
    const names = [say("Question"), ...(first ? [say("At first")] : []), say("Now"), say("Why")];
    const rows = right.map((rightLetter, i) => {
        const letters = times.map((answers) => answers[i]);
        const cells = letters.map((letter) =>
            (letter === rightLetter ? say("({letter}), right") : say("({letter}), wrong")).replace("{letter}", letter),
        );
        const why = [...new Set([...letters, rightLetter])].map((letter) => explanations[i][letter]).join(" ");
        const columns = [...cells, why].map((cell) => `<td>${cell}</td>`).join("");
        return `<tr><th scope="row">${i + 1}</th>${columns}</tr>`;
    });
    const head = names.map((name) => `<th scope="col">${name}</th>`).join("");
    const said = summary.replace(/\{\w+\}/g, (name) => facts[name]);
    const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    return `<p><strong>${said}</strong></p><div class="wide">${table}</div>`;
}

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

// A page: every explorer, question and exercise on it comes to life.

document.documentElement.classList.add("scripted");
const explorers = [...document.querySelectorAll(".explorer")].map((figure) => new Explorer(figure));
const pageData = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
for (const [id, { prediction, exercise }] of Object.entries(pageData)) {
    const cell = document.getElementById(id);
    if (prediction) new Prediction(cell, prediction, id);
    else cell.append(exerciseForm(exercise, id));
}
// What can be moved sideways must be reachable by keyboard.
const wide = new ResizeObserver((changes) => {
    for (const { target } of changes) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
    }
});
for (const block of document.querySelectorAll("pre, .wide")) wide.observe(block);
followAddress(explorers);
addEventListener("hashchange", () => followAddress(explorers));
