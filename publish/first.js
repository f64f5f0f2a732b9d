"use strict";

// The first explorer starts as soon as it is there. The rest of the page and its script come after its pictures.

removeMade();
const explorers = [...document.querySelectorAll(".explorer")].map((figure) => new Explorer(figure, true));
const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done));
const { rest } = document.currentScript.dataset;
Promise.all([explorers[0]?.begun, parsed]).then(() => {
    load(rest).catch(() => {}); // the page is then as it is without scripts
});
