// Runs in a worker, below MicroPython's own script: checkpoint.py, which reads a file by slices.
const SLICE = "/slice";
const MOST = 400; // tensors, storages and entries that are listed
const GLUE = `
import js

def fetch(offset, count):
    data = bytearray(js.readSlice(float(offset), count))
    with open("${SLICE}", "rb") as file:
        file.readinto(data)
    return bytes(data)

latest = []

def open_file(name, size, language):
    made = report(Source(name, int(size), fetch))
    latest.append(made)
    words = say(made, language)
    short = dict(made)
    for key in ("tensors", "storages", "entries"):
        short[key] = made[key][:${MOST}]
    return json.dumps({"made": short, "words": words})

def difference(text):
    if text:
        keys = keys_in_error(text)
        given = state_of(latest[-1])
        for name in keys["unexpected"]:
            given.setdefault(name, None)
        wanted = {name: None for name in keys["missing"]}
        wanted.update({name: None for name in given if name not in keys["unexpected"]})
    else:
        given, wanted = state_of(latest[-2]), state_of(latest[-1])
    found = compare(wanted, given)
    for key in ("missing", "unexpected", "shapes", "dtypes"):
        found[key] = found[key][:${MOST}]
    return json.dumps(found)
`;

const reader = new FileReaderSync();
let file, python;

const unpacked = async (text) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Blob([await new Response(stream).arrayBuffer()], { type: "application/wasm" });
};

const start = async ({ wasm, source }) => {
  await prepared;
  const url = URL.createObjectURL(await unpacked(wasm));
  const options = { url, heapsize: 32 << 20, pystack: 1 << 16, stdout() {}, stderr() {} };
  python = await loadMicroPython(options);
  URL.revokeObjectURL(url);
  self.readSlice = (offset, count) => {
    const bytes = reader.readAsArrayBuffer(file.slice(offset, offset + count));
    python.FS.writeFile(SLICE, new Uint8Array(bytes));
    return bytes.byteLength;
  };
  python.runPython(source);
  python.runPython(GLUE);
};

self.onmessage = async ({ data }) => {
  try {
    if (data.start) {
      await start(data.start);
      postMessage({ ready: true });
    } else if (data.file) {
      file = data.file;
      const name = (data.name ?? file.name).split(/[/\\]/).pop();
      postMessage({ opened: JSON.parse(python.globals.get("open_file")(name, String(file.size), data.language)) });
    } else {
      postMessage({ difference: JSON.parse(python.globals.get("difference")(data.text)) });
    }
  } catch (error) {
    postMessage({ failed: String(error.message ?? error).slice(-400) });
  }
};
