"use strict";

// Explorers: sliders above pictures that were drawn when the site was built.

const NEAR = "600px"; // an explorer this far below the window loads its pictures
const PHONE = matchMedia("(max-width: 560px)"); // there, style.css shows the layout for a phone
const FRAMED = { width: 760, around: 115 }; // of a figure in a frame; its title, the link below it and the margins
const PLAYED = 8000; // milliseconds from a slider's first position to its last

/** The pictures of an explorer, each a sentence and fragments of SVG, unpacked from the data of packing.py. */
class Film {
    constructor({ kinds, layers, scores = [] }) {
        this.scores = scores;
        let first = 0;
        this.kinds = kinds.map(([words, packed]) => {
            const columns = packed.map((column) => unrolled(typeof column === "number" ? packed[column] : column));
            const kind = { first, words, columns };
            first += columns[0]?.length ?? 1;
            return kind;
        });
        this.layers = layers.map((differences) => {
            let number = 0;
            return unrolled(differences).map((difference) => (number += Number(difference)));
        });
    }

    picture(place) {
        return this.layers.map((numbers) => numbers[place]).filter((number) => number >= 0).map((n) => this.text(n));
    }

    text(number) {
        let kind = this.kinds.length - 1;
        while (this.kinds[kind].first > number) kind -= 1;
        const { first, words, columns } = this.kinds[kind];
        return words.map((word, i) => (i ? columns[i - 1][number - first] : "") + word).join("");
    }
}

/** Call this function once, when the figure is in the window or near it. */
function whenNear(figure, begin) {
    const sight = new IntersectionObserver(
        (seen) => {
            if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
            sight.disconnect();
            begin();
        },
        { rootMargin: NEAR },
    );
    sight.observe(figure);
}

/** Say in this element that the pictures did not come, and offer to load them again. */
function offerAgain(told, begin) {
    const again = element("button", { type: "button", textContent: words._("Try again"), onclick: begin });
    told.replaceChildren(words._("The pictures of this figure did not arrive.") + " ", again);
}

/** Return the texts of a row, in which `0*3` stands for `0 0 0`. */
function unrolled(row) {
    return row.split(" ").flatMap((text) => {
        const [once, count = 1] = text.split("*");
        return Array(Number(count)).fill(once);
    });
}

class Explorer {
    /** The pictures of the first figure of a page come at once, those of the others when they are near. */
    constructor(figure, isFirst) {
        this.figure = figure;
        this.facts = JSON.parse(figure.querySelector("script").textContent);
        this.sentence = figure.querySelector(".sentence");
        const moved = () => this.moved();
        this.controls = this.facts.sliders.map(({ name, label, texts, start }) => {
            const control = labelledSlider(label, texts, start, moved);
            control.row.dataset.name = name; // that of q has its colour
            return control;
        });
        const button = (textContent, onclick) => element("button", { type: "button", textContent, onclick });
        const buttons = this.facts.buttons.map(({ text, sources }) => button(text, () => this.exchange(sources)));
        if (this.facts.plays && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
            this.player = button(words._("▶ Play"), () => (this.playing ? this.stop() : this.play()));
            buttons.unshift(this.player);
        }
        this.told = element("span", { className: "told", role: "status" });
        const copies = [button(words._("Copy link to this state"), () => this.copyLink())];
        if (!isFramed) copies.push(button(words._("Copy code for your page"), () => this.copyFrame()));
        copies.forEach((copy, i) => (copy.className = i ? "copy code-for-frame" : "copy"));
        const rows = this.controls.map(({ row }) => row);
        this.presets = [];
        this.visited = new Set(); // indices of presets
        if (this.facts.presets.length) rows.push(this.presetRow());
        if (this.facts.targets) {
            const best = stored.get(keptAs(figure.id)); // by target
            const isScore = (score) => Number.isFinite(score?.[0]) && typeof score[1] === "string";
            this.nearest = this.facts.targets.map(([target]) => (isScore(best?.[target]) ? best[target] : null));
            this.standing = element("p", { className: "sentence" });
            this.standing.setAttribute("aria-live", "polite");
            this.tellStanding();
            rows.push(this.standing);
        }
        if (buttons.length) rows.push(element("div", { className: "buttons" }, ...buttons));
        figure.querySelector(".said").before(element("div", { className: "controls" }, ...rows));
        const state = element("div", { className: "state" }, ...copies, this.told);
        figure.append(state);
        this.elsewhere = document.querySelector(".alone .from a"); // the other page that shows this figure
        if (!document.body.matches(".alone, .front")) {
            const href = new URL(figure.dataset.own, ROOT);
            this.elsewhere = element("a", { href, textContent: words._("For the projector") });
            copies[0].after(this.elsewhere);
        }
        if (isFirst) this.begun = this.begin();
        else whenNear(figure, () => this.begin());
        PHONE.addEventListener("change", () => this.film && this.begin());
        figure.addEventListener("keydown", () => figure.classList.remove("by-hand"));
        for (const change of ["focusin", "focusout"]) figure.addEventListener(change, () => this.handles?.show());
    }

    async begin() {
        this.told.textContent = "";
        const layout = PHONE.matches ? "phone" : "screen";
        const came = await load(this.figure.dataset[layout]).catch(() => null);
        for (const control of [...this.controls.map(({ range }) => range), ...this.presets]) control.disabled = !came;
        if (!came) return offerAgain(this.told, () => this.begin());
        this.film = new Film(came);
        this.svg = this.figure.querySelector(`.${layout} .view svg`);
        this.handles = new Handles(this, came);
        this.show();
        this.figure.dataset.ready = "";
    }

    get places() {
        return this.controls.map(({ range }) => range.valueAsNumber);
    }

    /** Return the index in the film of the picture for these positions of the sliders. */
    placeOf(positions) {
        return positions.reduce((sum, at, i) => sum * this.facts.sliders[i].texts.length + at, 0);
    }

    get place() {
        return this.placeOf(this.places);
    }

    /** Follow a slider that was moved. */
    moved() {
        if (this.playing) this.stop();
        this.show();
        this.note();
    }

    /** Show the picture for the sliders' positions. */
    show() {
        if (!this.film) return;
        const [sentence, ...parts] = this.film.picture(this.place);
        this.svg.innerHTML = parts.join("");
        this.svg.setAttribute("aria-label", words._("{title}. {sentence}", { title: this.facts.title, sentence }));
        this.sentence.textContent = sentence;
        this.told.textContent = "";
        if (this.elsewhere) this.elsewhere.href = this.addressOn(this.elsewhere.href);
        this.handles.show();
        this.presets.forEach((button, i) => button.classList.toggle("visited", this.visited.has(i)));
        this.figure.dispatchEvent(new Event("shown"));
    }

    /** Return a row of buttons for the values that the page's text names; a visited one tells the number found there. */
    presetRow() {
        const { presets, sliders } = this.facts;
        this.presets = presets.map(({ text, at, told }, i) => {
            const number = told ? [element("small", { textContent: told })] : [];
            const button = element("button", { type: "button", className: "preset" }, text, ...number);
            button.onclick = () => {
                at.forEach((position, slider) => this.controls[slider].set(position));
                this.visited.add(i);
                this.moved();
            };
            return button;
        });
        const names = words.listed(sliders.map(({ label }) => label));
        const row = element("div", { className: "presets" }, words._("Visit {names} =", { names }), ...this.presets);
        if (presets.some(({ told }) => told)) {
            const clear = element("button", { type: "button", className: "copy", textContent: words._("Clear dots") });
            clear.onclick = () => {
                this.visited.clear();
                this.show();
            };
            row.append(clear);
        }
        return row;
    }

    /** Move the slider to its end, from its start if it is there already. */
    play() {
        const [{ range, set }] = this.controls;
        if (range.value === range.max) set(0);
        this.player.textContent = words._("Stop");
        this.sentence.setAttribute("aria-live", "off"); // eight seconds of sentences help nobody
        this.playing = setInterval(() => {
            if (!this.film) return;
            if (range.value === range.max) return this.stop();
            set(range.valueAsNumber + 1);
            this.show();
        }, PLAYED / this.facts.sliders[0].texts.length);
    }

    stop() {
        clearInterval(this.playing);
        this.playing = null;
        this.sentence.setAttribute("aria-live", "polite");
        this.player.textContent = words._("▶ Play");
    }

    /** In a game, keep the score that comes nearest to each target. */
    note() {
        const score = this.film?.scores[this.place];
        if (!score) return;
        const apart = ([reached], target) => Math.abs(reached - target);
        const better = ([target], i) => !this.nearest[i] || apart(score, target) < apart(this.nearest[i], target);
        if (!this.facts.targets.some(better)) return;
        this.nearest = this.nearest.map((best, i) => (better(this.facts.targets[i], i) ? score : best));
        const best = this.facts.targets.map(([target], i) => [target, this.nearest[i]]);
        stored.set(keptAs(this.figure.id), Object.fromEntries(best));
        this.tellStanding();
    }

    tellStanding() {
        const nothing = words._("nothing yet");
        const list = this.facts.targets.map(([, target], i) =>
            words._("{reached} for {target}", { reached: this.nearest[i]?.[1] ?? nothing, target }),
        );
        this.standing.textContent = words._("Nearest so far: {list}.", { list: words.listed(list) });
    }

    /** Set sliders, by name, to the values nearest to these. */
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

    /** Return the address of the present state on the page with this address. */
    addressOn(page) {
        return new URL(`#${this.figure.id}?${new URLSearchParams(this.values)}`, page).href;
    }

    copyLink() {
        const link = this.addressOn(location.href);
        try {
            history.replaceState(null, "", link);
        } catch {
            // some browsers let no page in a sandbox do this
        }
        copyText(link, this.told);
    }

    /** Copy HTML that shows the present state on another page, in a frame with room for the figure of a wide page. */
    copyFrame() {
        const { figure, facts } = this;
        const stage = figure.querySelector(".screen"), { offsetWidth: width, offsetHeight: height } = stage;
        const tall = figure.offsetHeight + height * (FRAMED.width / width - 1) + FRAMED.around;
        const frame = document.createElement("iframe");
        const attributes = {
            src: this.addressOn(new URL(figure.dataset.own, ROOT)), title: facts.title,
            width: "100%", height: Math.ceil(tall), style: "border: 0", loading: "lazy", allow: "clipboard-write",
        };
        for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
        copyText(frame.outerHTML, this.told);
    }
}

/** Go to the explorer, and to the state, that the address names: #kl_versus_q?q=0.25 */
function followAddress(explorers) {
    const [id, state] = location.hash.slice(1).split("?");
    const explorer = explorers.find(({ figure }) => figure.id === id);
    if (!explorer) return;
    bringIntoView(explorer.figure);
    explorer.set(Object.fromEntries(new URLSearchParams(state)));
}
