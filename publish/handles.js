"use strict";

// Handles: points and bars that are dragged in place of their sliders, and dots that visited presets leave.

const ABOVE = 14; // units of a picture; a bar can be taken this far above its top
const GRIP = { class: "grip", x: -9, y: -2.5, width: 18, height: 5, rx: 2.5 }; // at the top of a bar
const ACROSS = 4; // of two handles in a panel the nearer one is taken; a distance across counts so many times less

/** Return a new element of SVG with these attributes. */
function shape(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
}

class Handles {
    /** Lay the handles of an explorer over its picture, from the data of handles.py. */
    constructor(explorer, { handles = [], dots = [] }) {
        this.explorer = explorer;
        const { svg, facts } = explorer, stage = svg.closest(".stage");
        this.layer = shape("svg", { class: "handles", viewBox: svg.getAttribute("viewBox"), "aria-hidden": "true" });
        this.handles = handles.map((handle) => {
            const [x, y, width, height] = handle.area;
            const touched = shape("rect", { class: `along-${handle.along}`, x, y, width, height });
            // A finger on a bar does not scroll; Chromium takes no touch-action from a part of an <svg>.
            if (handle.along === "y") touched.ontouchstart = (event) => event.preventDefault();
            const mark = handle.along === "x" ? shape("circle", { class: "ring" }) : shape("rect", GRIP);
            return { ...handle, touched, mark };
        });
        this.dots = dots.map(([cx, cy], i) => {
            const { text, told } = facts.presets[i];
            return shape("circle", { class: "dot", cx, cy }, shape("title", {}, words._("{text}: {told}", { text, told })));
        });
        const parts = ["touched", "mark"].flatMap((part) => this.handles.map((handle) => handle[part]));
        this.layer.append(...parts, ...this.dots);
        this.layer.onpointerdown = (event) => event.isPrimary && event.button === 0 && this.hold(event);
        this.layer.onmousedown = (event) => event.preventDefault(); // the slider keeps the focus that `follow` gives it
        stage.querySelector(".handles")?.remove();
        stage.append(this.layer);
    }

    /** Return where a handle stands, as {x, y}, when its slider is at this position and the others are as they are. */
    placeAt({ slider, places }, position) {
        const { places: now, facts } = this.explorer;
        const all = this.explorer.placeOf(now.map((other, i) => (i === slider ? position : other)));
        const [x, y] = places.map((list) => list[list.length === facts.sliders[slider].texts.length ? position : all]);
        return { x, y };
    }

    show() {
        const { explorer } = this, now = explorer.places;
        for (const handle of this.handles) {
            const { x, y } = this.placeAt(handle, now[handle.slider]);
            const { area: [, top, , height], touched, mark } = handle;
            mark.setAttribute("transform", `translate(${x} ${y})`);
            mark.classList.toggle("held", document.activeElement === explorer.controls[handle.slider].range);
            if (handle.along === "x") continue;
            touched.setAttribute("y", y - ABOVE);
            touched.setAttribute("height", top + height - y + ABOVE);
        }
        // A dot belongs to the curve for the positions of all sliders but the last.
        const onCurve = ({ at }) => at.slice(0, -1).every((position, i) => position === now[i]);
        const seen = explorer.facts.presets.map((preset, i) => explorer.visited.has(i) && onCurve(preset));
        this.dots.forEach((dot, i) => dot.classList.toggle("seen", seen[i]));
    }

    /** Take the nearest handle under the pointer, whose slider then follows the pointer until it is let go. */
    hold(event) {
        const place = ({ clientX, clientY }) =>
            new DOMPoint(clientX, clientY).matrixTransform(this.layer.getScreenCTM().inverse());
        const under = document.elementsFromPoint(event.clientX, event.clientY), start = place(event);
        const apart = (handle) => {
            const { x, y } = this.placeAt(handle, this.explorer.places[handle.slider]);
            const [right, up] = handle.along === "x" ? [1, ACROSS] : [ACROSS, 1];
            return Math.hypot((x - start.x) / right, (y - start.y) / up);
        };
        this.explorer.figure.classList.add("by-hand");
        const inReach = this.handles.filter(({ touched }) => under.includes(touched));
        if (!inReach.length) return;
        const taken = inReach.reduce((best, handle) => (apart(handle) < apart(best) ? handle : best));
        const { along, slider, touched } = taken, { range } = this.explorer.controls[slider], before = range.value;
        // A point comes to the pointer; the top of a bar keeps its distance, since a bar is taken anywhere.
        const off = along === "x" ? 0 : this.placeAt(taken, range.valueAsNumber).y - start.y;
        const count = this.explorer.facts.sliders[slider].texts.length;
        const all = [...Array(count).keys()].map((position) => this.placeAt(taken, position)[along]);
        const go = (value) => {
            if (range.value === `${value}`) return;
            range.value = value;
            range.dispatchEvent(new Event("input"));
        };
        const follow = (moved) => {
            const apart = all.map((at) => Math.abs(at - place(moved)[along] - off));
            go(apart.indexOf(Math.min(...apart)));
            range.focus({ preventScroll: true }); // the arrow keys go on from here
        };
        const release = () => (touched.onpointermove = touched.onpointerup = touched.onpointercancel = null);
        touched.setPointerCapture(event.pointerId);
        touched.onpointermove = follow;
        touched.onpointerup = (last) => {
            follow(last);
            release();
        };
        touched.onpointercancel = () => { // the finger scrolls the page
            go(before);
            release();
        };
        if (event.pointerType !== "touch") follow(event); // a finger may be about to scroll
    }
}
