// "Open a file": hands a chosen or dropped file to a worker, in which checkpoint.py reads it without
// running it, and shows what it says. Nothing is sent anywhere: all that it needs comes as scripts.
(() => {
  const root = document.querySelector(".open-file");
  const { texts, language } = JSON.parse(document.getElementById("open-file").textContent);
  const input = root.querySelector("input");
  const pasted = root.querySelector("textarea");
  const answer = root.querySelector(".open-file__answer");
  const LONGEST = 60_000; // milliseconds; then the worker is ended

  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const show = (...parts) => answer.replaceChildren(...parts);

  const loaded = (name) => new Promise((resolve, reject) => {
    const script = make("script", { src: root.dataset.assets + name, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  // The worker, once: made of texts, since a page from a disk may load no other file.
  let worker, watch;
  const engine = () => {
    worker ??= (async () => {
      await Promise.all([loaded("micropython.js"), loaded("engine.js")]);
      // its script is that of a module, which may wait at its top
      const parts = ["const prepared = (async () => {", MICROPYTHON.script, "\n})();\n", EXPLORER.worker];
      const made = new NativeWorker(URL.createObjectURL(new Blob(parts, { type: "text/javascript" })));
      await ask(made, { start: { wasm: MICROPYTHON.wasm, source: EXPLORER.source } });
      return made;
    })().catch((error) => {
      worker = undefined;
      throw error;
    });
    return worker;
  };

  const ask = (to, message) => new Promise((resolve, reject) => {
    const fail = (text) => {
      clearTimeout(watch);
      to.terminate();
      worker = undefined; // the next file gets a new one
      reject(new Error(text));
    };
    watch = setTimeout(() => fail(texts.slow), LONGEST);
    to.onerror = (event) => fail(event.message || texts.failed);
    to.onmessage = ({ data }) => {
      if (data.failed) return fail(`${texts.failed} ${data.failed}`);
      clearTimeout(watch);
      resolve(data);
    };
    to.postMessage(message);
  });

  const code = (lines) => {
    const copy = make("button", { type: "button", className: "md-button", textContent: texts.copy });
    copy.onclick = () => copied(copy, lines.join("\n"));
    return make("div", { className: "open-file__code" }, make("pre", { tabIndex: 0 }, make("code", { textContent: lines.join("\n") })), copy);
  };

  const copied = async (button, text) => {
    await navigator.clipboard.writeText(text);
    button.textContent = texts.copied;
  };

  const list = (lines) => make("ul", {}, ...lines.map((line) => make("li", { textContent: line })));

  const table = (heads, rows) => {
    const cells = (name, row) => make("tr", {}, ...row.map((cell) => make(name, { textContent: cell })));
    const body = make("tbody", {}, ...rows.map((row) => cells("td", row)));
    return make("div", { className: "md-typeset__scrollwrap", tabIndex: 0 }, make("table", {}, make("thead", {}, cells("th", heads)), body));
  };

  const folded = (title, ...content) => make("details", {}, make("summary", { textContent: title }), ...content);

  const sections = ({ made, words }) => words.flatMap(([title, lines]) => {
    const isCode = made.lines.length > 0 && lines.length === made.lines.length && lines[0] === made.lines[0];
    const heading = make("h3", { textContent: title });
    if (made.danger.length && words[0][0] === title) heading.className = "open-file__danger";
    return [heading, isCode ? code(lines) : list(lines)];
  });

  const details = ({ made }) => {
    const parts = [];
    if (made.tensors.length) {
      const rows = made.tensors.map((one) => [one.name, `[${one.shape.join(", ")}]`, one.dtype, one.device, one.storage ?? ""]);
      parts.push(folded(`${texts.tensors} (${made.counts.tensors})`, table(texts.heads, rows)));
    }
    if (made.entries.length) {
      const rows = made.entries.map((one) => [one.name, one.bytes, one.packed, one.crc]);
      parts.push(folded(texts.entries, table(texts.entryHeads, rows)));
    }
    if (made.globals.length) parts.push(folded(`${texts.globals} (${made.globals.length})`, list(made.globals)));
    return parts;
  };

  const reported = ({ words }) => words.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n");

  const comparison = (found) => {
    const groups = ["missing", "unexpected", "shapes", "dtypes"].filter((key) => found[key].length);
    if (!groups.length) return [make("h3", { textContent: texts.compared }), make("p", { textContent: texts.same })];
    const parts = groups.map((key) => folded(`${texts[key]} (${found[key].length})`, list(found[key].map((one) => (Array.isArray(one) ? one.map((x) => JSON.stringify(x)).join(" · ") : one)))));
    if (found.lines.length) parts.unshift(make("p", { textContent: texts.renaming }), code(found.lines));
    return [make("h3", { textContent: texts.compared }), ...parts];
  };

  const open = async (files) => {
    show(make("p", { textContent: texts.reading }));
    try {
      const to = await engine();
      const parts = [];
      for (const file of files.slice(0, 2)) {
        const { opened } = await ask(to, { file, language });
        const copy = make("button", { type: "button", className: "md-button", textContent: texts.report });
        copy.onclick = () => copied(copy, reported(opened));
        parts.push(...sections(opened), ...details(opened), make("p", {}, copy));
      }
      const text = pasted.value.trim();
      if (files.length > 1 || text) {
        const { difference } = await ask(to, { text: files.length > 1 ? "" : text });
        parts.push(...comparison(difference));
      }
      show(...parts);
    } catch (error) {
      show(make("p", { textContent: error.message || texts.failed }));
    }
  };

  input.addEventListener("change", () => input.files.length && open([...input.files]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) open([...event.dataTransfer.files]);
  });
  root.addEventListener("pointerenter", () => engine().catch(() => {}), { once: true });
  input.addEventListener("focus", () => engine().catch(() => {}), { once: true });
  for (const button of root.querySelectorAll("[data-sample]")) {
    button.onclick = async () => {
      await engine().catch(() => {});
      const bytes = Uint8Array.from(atob(EXPLORER.samples[button.dataset.sample]), (sign) => sign.charCodeAt(0));
      open([new File([bytes], button.dataset.sample)]);
    };
  }
})();
