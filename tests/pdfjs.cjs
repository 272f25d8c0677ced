/* What pdf.js gives to who copies: node pdfjs.cjs PDF.JS FILE.pdf... ; lines as they stand, a form feed behind each page, a group separator behind each file. */
"use strict";
const fs = require("fs");
console.warn = console.log = () => {}; // pdf.js misses a canvas, which text does not need
const pdfjs = require(process.argv[2]);

async function text(file) {
  const doc = await pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0, disableFontFace: true }).promise;
  let out = "";
  for (let i = 1; i <= doc.numPages; i++) {
    const page = await doc.getPage(i);
    for (const item of (await page.getTextContent()).items) out += item.str + (item.hasEOL ? "\n" : "");
    out += "\f";
    page.cleanup();
  }
  await doc.destroy();
  return out;
}

(async () => {
  for (const file of process.argv.slice(3)) process.stdout.write((await text(file)) + "\x1d");
})().catch((e) => {
  process.stderr.write(String(e && e.stack) + "\n");
  process.exitCode = 1;
});
