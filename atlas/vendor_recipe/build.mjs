// Bundles Mermaid, cut down to the diagrams of this site, into one classic script.
// Run by ../vendor.py in a temporary folder, where npm has installed what package.json asks for.
import { build } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Mermaid imports each diagram type and layout lazily. These are wanted at once; the rest is left out.
const WANTED = ["flowDiagram", "sequenceDiagram", "dagre"];
const found = new Set();

// A static import, because esbuild cannot shake unused code out of what is imported lazily (it saves a sixth).
const onlyWanted = {
  name: "only-wanted-diagrams",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]mermaid[\\/]dist[\\/].*\.mjs$/ }, ({ path }) => {
      const imports = [];
      const source = readFileSync(path, "utf8").replace(/await import\("([^"]+)"\)/g, (_, target) => {
        const wanted = WANTED.find((name) => target.split("/").pop().startsWith(`${name}-`));
        if (!wanted) return `(() => { throw new Error("This build of Mermaid leaves out ${target}"); })()`;
        found.add(wanted);
        const name = `__eager${imports.length}`;
        imports.push(`import * as ${name} from "${target}";`);
        return name;
      });
      if (/\bimport\(/.test(source)) throw new Error(`An import that this script does not know, in ${path}`);
      return { contents: `${source}\n${imports.join("\n")}`, loader: "js" };
    });
  },
};

// The name is ours: window.mermaid belongs to theme/assets/js/mermaid-lazy.js, which does the starting too.
const entry = `
  import mermaid from "mermaid";
  mermaid.startOnLoad = false;
  globalThis.vendoredMermaid = mermaid;
`;

mkdirSync("made/mermaid", { recursive: true });

const { metafile } = await build({
  stdin: { contents: entry, resolveDir: "." },
  outfile: "made/mermaid/mermaid.min.js",
  bundle: true,
  minify: true,
  format: "iife", // not an ES module: those do not load from file://
  target: "es2022",
  metafile: true,
  plugins: [onlyWanted],
});

const missing = WANTED.filter((name) => !found.has(name));
if (missing.length) throw new Error(`Not found in this version of Mermaid: ${missing.join(", ")}`);

// What is really in the bundle, Mermaid first, and the licence that each package comes with.
const used = Object.entries(metafile.outputs["made/mermaid/mermaid.min.js"].inputs)
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([path]) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter((name) => name && name !== "mermaid");
const packages = ["mermaid", ...[...new Set(used)].sort()].map((name) => {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).sort().find((entry) => /^licen[cs]e/i.test(entry));
  return { name, version, license: license ?? "see LICENSE", text: file && readFileSync(join(folder, file), "utf8").trim() };
});

const [mermaid, ...contains] = packages.map(({ text, ...rest }) => rest);
const diagrams = ["flowchart", "sequence"];
writeFileSync("made/mermaid/about.json", JSON.stringify({ ...mermaid, diagrams, contains }));
writeFileSync("made/mermaid/LICENSE", packages.map(({ name, version, license, text }) =>
  `${name} ${version} (${license})\n\n${text ?? "No licence file comes with this package."}\n`,
).join(`\n${"-".repeat(80)}\n\n`));
