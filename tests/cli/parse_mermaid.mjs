// Reads charts as mermaid itself does: prints what it made of each as one line of JSON.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(modules + "/");
const { JSDOM } = require("jsdom");
const dom = new JSDOM("");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const place = modules + "/mermaid/dist/mermaid.core.mjs";
const { default: mermaid } = await import(pathToFileURL(place));
for (const file of files) {
  const text = fs.readFileSync(file, "utf8");
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const vertices = [...db.getVertices().values()].map(({ id, text }) => ({ id, text }));
  const edges = db.getEdges().map(({ start, end, text }) => ({ start, end, text }));
  const frames = db.getSubGraphs().map(({ id, title }) => ({ id, title }));
  console.log(JSON.stringify({ vertices, edges, frames, config: mermaid.mermaidAPI.getConfig().theme }));
}
