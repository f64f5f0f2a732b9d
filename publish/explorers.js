"use strict";

// Explorers: sliders over pictures that were all drawn when the site was built.

const NEAR = "600px"; // so far below the window an explorer gets its pictures

class Explorer {
    constructor(figure) {
        this.figure = figure;
        this.facts = JSON.parse(figure.querySelector("script").textContent);
        this.svg = figure.querySelector(".view svg");
        this.sentence = figure.querySelector(".view .sentence");
        this.controls = this.facts.sliders.map((slider) =>
            labelledSlider(slider.label, slider.texts, slider.start, () => {
                this.show();
                this.keep();
            }),
        );
        const buttons = this.facts.buttons.map(({ text, sources }) =>
            element("button", { type: "button", textContent: text, onclick: () => this.exchange(sources) }),
        );
        this.told = element("span", { className: "told", role: "status" });
        const copy = element("button", {
            type: "button",
            className: "copy",
            textContent: words._("Copy link to this state"),
        });
        copy.onclick = () => this.copyLink();
        const rows = this.controls.map(({ row }) => row);
        if (this.facts.targets) {
            this.nearest = this.facts.targets.map(() => null);
            this.standing = element("p", { className: "sentence" });
            this.standing.setAttribute("aria-live", "polite");
            this.tellStanding();
            rows.push(this.standing);
        }
        if (buttons.length) rows.push(element("div", { className: "buttons" }, ...buttons));
        figure.prepend(element("div", { className: "controls" }, ...rows));
        figure.append(element("div", { className: "state" }, copy, this.told));
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

    /** Where the sliders as they stand are in the film. */
    get place() {
        return this.places.reduce((sum, at, i) => sum * this.facts.sliders[i].texts.length + at, 0);
    }

    /** Show the picture for the sliders as they stand. */
    show() {
        if (!this.film) return;
        const place = this.place;
        const sentence = this.film.sentences[place];
        this.svg.innerHTML = this.film.frames[place].map((part) => this.film.parts[part]).join("");
        this.svg.setAttribute("aria-label", `${this.facts.title}. ${sentence}`);
        this.sentence.textContent = sentence;
        this.told.textContent = "";
    }

    /** In a game, take note of how near to each target the sliders came. */
    keep() {
        const score = this.film?.scores[this.place];
        if (!score) return;
        const apart = ([reached], target) => Math.abs(reached - target);
        this.facts.targets.forEach(([target], i) => {
            if (!this.nearest[i] || apart(score, target) < apart(this.nearest[i], target)) this.nearest[i] = score;
        });
        this.tellStanding();
    }

    tellStanding() {
        const parts = this.facts.targets.map(([, target], i) =>
            words.fill(words._("{reached} for {target}"), { reached: this.nearest[i]?.[1] ?? words._("nothing yet"), target }),
        );
        this.standing.textContent = words.fill(words._("Nearest so far: {list}."), { list: parts.join(", ") });
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
        const done = () => (this.told.textContent = words._("Copied."));
        const byHand = () => (this.told.textContent = words._("The link is in the address bar."));
        if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, byHand);
        else byHand();
    }
}

/** Go to the explorer, and to the state, that the address names: #kl_versus_q?q=0.25 */
function followAddress(explorers) {
    const [id, state] = location.hash.slice(1).split("?");
    const explorer = explorers.find(({ figure }) => figure.id === id);
    if (!explorer) return;
    explorer.figure.scrollIntoView();
    explorer.set(Object.fromEntries(new URLSearchParams(state)));
}
