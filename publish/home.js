"use strict";

// The front page: the dot that is dragged, questions to tap, the riddle of the boxes, cards, one question at a time.

const FRAME = 30; // milliseconds

const byId = (id) => document.getElementById(id);

/** Call the function with 1, 2, ... up to the count, one after the other; at once for those who want no motion. */
function inSteps(count, step) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let n = 0;
    const timer = setInterval(() => {
        do step(++n);
        while (still && n < count);
        if (n === count) clearInterval(timer);
    }, FRAME);
}

/** The two large numbers follow the curve. */
function startCurve(curve) {
    const prices = JSON.parse(curve.figure.parentElement.dataset.prices);
    curve.figure.addEventListener("shown", () => {
        const [place] = curve.places;
        byId("shown-q").textContent = curve.facts.sliders[0].texts[place];
        byId("shown-price").textContent = prices[place];
    });
}

/** A question to tap: its last answer is kept. `shown` is called when there is one, and `answered` after a tap. */
function startTap(question, answered, shown = () => {}) {
    const buttons = [...question.querySelectorAll("button")];
    const verdict = question.querySelector(".verdict");
    const show = (button) => {
        for (const other of buttons) other.setAttribute("aria-pressed", other === button);
        verdict.dataset.status = "right" in button.dataset ? "right" : "wrong";
        verdict.textContent = button.dataset.reply;
        shown();
    };
    buttons.forEach((button, place) => {
        button.onclick = () => {
            show(button);
            stored.set(keptAs(question.id), place);
            answered();
        };
    });
    const kept = buttons[stored.get(keptAs(question.id))];
    if (kept) show(kept);
}

/** The riddle: a prize in one of the boxes, and a question for each tap. */
function startRiddle() {
    const boxes = [...document.querySelectorAll("[data-box]")];
    const nextDay = byId("next-day");
    let prize, questions = 0, days = 0, today = 0;

    /** Return a box at random, each as often as the prize is in it. */
    function draw() {
        let left = Math.random();
        return boxes.find(({ dataset }) => (left -= dataset.share) < 0).dataset.box;
    }

    function beginDay() {
        prize = draw();
        today = 0;
        nextDay.disabled = true;
        for (const box of boxes) {
            box.disabled = false;
            box.dataset.state = "closed";
        }
    }

    function ask(box) {
        const asked = box.dataset.box;
        today += 1;
        questions += 1;
        box.disabled = true;
        box.dataset.state = asked === prize ? "prize" : "empty";
        const closed = boxes.filter((other) => !other.disabled);
        if (asked !== prize && closed.length > 1) {
            byId("box-said").textContent = words._("No, {asked} is empty. Ask again.", { asked });
            closed[0].focus();
        } else {
            const said = asked === prize
                ? words.plural("Yes! {n} question.", "Yes! {n} questions.", today, { n: today })
                : words._("No. So you know: it is in {prize}. {n} questions.", { prize, n: today });
            endDay(closed, said);
        }
        byId("days").textContent = days;
        byId("asked").textContent = questions;
        if (days) byId("each").textContent = words.general(questions / days, 3);
    }

    function endDay(closed, said) {
        for (const box of closed) {
            box.disabled = true;
            if (box.dataset.box === prize) box.dataset.state = "prize";
        }
        byId("box-said").textContent = said;
        days += 1;
        nextDay.disabled = false;
        nextDay.focus();
    }

    /** Let both ways to ask look for the same hundred prizes. */
    function letDaysPass({ target }) {
        const ways = [...document.querySelectorAll("[data-order]")];
        const sums = ways.map(() => 0);
        target.disabled = true;
        inSteps(100, (day) => {
            const where = draw();
            ways.forEach((way, i) => {
                const { order } = way.dataset;
                sums[i] += Math.min(order.indexOf(where) + 1, order.length - 1);
                way.querySelector("b").textContent = (sums[i] / day).toFixed(2);
                way.querySelector("i").style.width = `${(50 * sums[i]) / day}%`;
            });
            target.disabled = day < 100;
        });
        bringIntoView(document.querySelector(".ways"), "nearest");
        for (const limit of document.querySelectorAll(".limit")) limit.classList.add("known");
    }

    for (const box of boxes) box.onclick = () => ask(box);
    nextDay.onclick = () => {
        beginDay();
        byId("box-said").textContent = words._("A new day. Where is the prize?");
        boxes[0].focus();
    };
    byId("hundred").onclick = letDaysPass;
    beginDay();
}

/** Each card tells what is answered. The way in leads to the last page with an answer, or if that is done, beyond it. */
function startCards() {
    const cards = [...document.querySelectorAll(".cards [data-page]")];
    cards.forEach((card, i) => {
        const { answered, of } = progressOf(card.dataset.page);
        if (!answered) return;
        const some = words._("{answered} of {of} answered", { answered, of });
        card.querySelector(".done").textContent = answered < of ? some : words._("✓ done");
        const goOn = answered < of ? card : (cards[i + 1] ?? card);
        const number = goOn.querySelector("b").textContent.slice(0, 2);
        byId("start").textContent = words._("Continue with {number} →", { number });
        byId("start").href = goOn.href;
    });
}

/** Show the questions of a form one at a time. */
function startOneByOne(form) {
    const sets = [...form.querySelectorAll("fieldset")];
    let at = 0;
    const show = (place) => {
        at = place;
        sets.forEach((set, i) => set.classList.toggle("shown", i === at));
        back.disabled = at === 0;
        next.disabled = at === sets.length - 1;
        counter.textContent = words._("Question {n} of {all}", { n: at + 1, all: sets.length });
    };
    const button = (textContent, by) =>
        element("button", { type: "button", textContent, onclick: () => show(at + by) });
    const back = button(words._("← Back"), -1), next = button(words._("Next →"), 1), counter = element("span");
    counter.setAttribute("aria-live", "polite");
    form.prepend(element("div", { className: "one" }, ...sets));
    form.before(element("div", { className: "buttons" }, back, counter, next));
    show(0);
}

function startFrontPage() {
    startCurve(explorers[0]);
    // The dot runs from 0.9 to 0.1, so that the answer is seen.
    startTap(byId("tap-price"), () => inSteps(41, (n) => explorers[0].set({ q: 0.92 - 0.02 * n })));
    startTap(
        byId("tap-riddle"),
        () => (document.querySelector(".names").open = true),
        () => (byId("hundred").disabled = false),
    );
    startRiddle();
    startCards();
    startOneByOne(document.querySelector("#predict-questions form"));
}
