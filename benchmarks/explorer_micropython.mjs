// Reads files with checkpoint.py on MicroPython in Node: see explorer_micropython.py.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const [root, target, ...files] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
const { wasm, script } = JSON.parse(read("explorer/micropython/micropython.js").replace("self.MICROPYTHON = ", "").replace(/;\n$/, ""));
const url = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "micropython-")), "micropython.wasm");
fs.writeFileSync(url, gunzipSync(Buffer.from(wasm, "base64")));

globalThis.self = { location: { href: import.meta.url } };
process.argv.length = 1; // or its script takes ours for a program to run
const AsyncFunction = (async () => {}).constructor;
const start = performance.now();
await new AsyncFunction(script.replaceAll("await import(", "await globalThis.load("))
  .call((globalThis.load = (name) => import(name)));
const python = await loadMicroPython({ url, heapsize: 32 << 20, pystack: 1 << 16, stdout() {} });
let open;
globalThis.readSlice = (offset, count) => {
  const bytes = Buffer.alloc(count);
  const got = fs.readSync(open, bytes, 0, count, offset);
  python.FS.writeFile("/slice", new Uint8Array(bytes.subarray(0, got)));
  return got;
};
python.runPython(read("explorer/checkpoint.py"));
python.runPython(`
import js

def fetch(offset, count):
    data = bytearray(js.readSlice(float(offset), count))
    with open("/slice", "rb") as file:
        file.readinto(data)
    return bytes(data)

def explain(name, size):
    return json.dumps(report(Source(name, int(size), fetch)))
`);
const made = { ready: performance.now() - start, reports: {} };
for (const file of files) {
  open = fs.openSync(file);
  try {
    made.reports[file] = JSON.parse(python.globals.get("explain")(path.basename(file), String(fs.fstatSync(open).size)));
  } catch (error) {
    made.reports[file] = { crash: String(error.message).slice(-300) };
  }
  fs.closeSync(open);
}
fs.writeFileSync(target, JSON.stringify(made));
