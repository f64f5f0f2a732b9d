"use strict";

// A notebook in JupyterLite: its folder names its language, and `allWords` has the words of each language but English.

const path = new URLSearchParams(location.search).get("path") ?? "";
const [, language = "en"] = path.match(/^notebooks\/(\w+)\//) ?? [];
window.lessonWords = window.allWords[`${language}/`];
