// Takes the one script that each package comes with for browsers, with the licences of all that is in it.
// Run by ../vendor.py in a temporary folder, where npm has installed what package.json asks for.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPTS = { "mermaid": "dist/mermaid.min.js", "iframe-worker": "shim/index.js" };
const KEPT_AS = { "mermaid": "mermaid.min.js", "iframe-worker": "shim.js" };

const about = (name) => JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));

const licence = (name) => {
  const file = readdirSync(join("node_modules", name)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  return file && readFileSync(join("node_modules", name, file), "utf8").trim();
};

// What may be bundled into a package's script: what it depends on, and what that depends on.
const within = (name, found = new Set()) => {
  for (const needed of Object.keys(about(name).dependencies ?? {})) {
    if (!found.has(needed)) within(needed, found.add(needed));
  }
  return [...found].sort();
};

for (const [name, script] of Object.entries(SCRIPTS)) {
  const folder = join("made", name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join("node_modules", name, script), join(folder, KEPT_AS[name]));
  const packages = [name, ...within(name)].map((one) => {
    const { name, version, license } = about(one);
    return { name, version, license: license ?? "see LICENSE", text: licence(one) };
  });
  const [first, ...contains] = packages.map(({ text, ...rest }) => rest);
  writeFileSync(join(folder, "about.json"), JSON.stringify(contains.length ? { ...first, contains } : first));
  writeFileSync(join(folder, "LICENSE"), packages.map(({ name, version, license, text }) =>
    `${name} ${version} (${license})\n\n${text ?? "No licence file comes with this package."}\n`,
  ).join(`\n${"-".repeat(80)}\n\n`));
}
