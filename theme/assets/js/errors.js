// "Paste your error": leads from a pasted traceback to the entry whose message is in it. All messages
// are in a script beside the page (see atlas/errors.py), loaded when somebody comes to the field: it
// works from a disk, and nothing is sent.
const errorField = ({ texts, entries, fixes, rules, conditions }) => {
  const form = document.querySelector(".paste-error");
  const field = form.querySelector("textarea");
  const answer = form.querySelector(".paste-error__answer");
  // The part of a message, by weight, for it to be called known: of a short one, nearly all.
  const enough = (message) => Math.min(1, 0.6 + 1 / message.length);
  const MARK = 200; // that a log may put before each line

  // Copying loses and adds much: colours, frames, marks before each line, the shape of quotes, line
  // breaks. What is left is the same wherever it was copied from.
  const SIGNS = { lt: "<", gt: ">", amp: "&", quot: '"', "#34": '"', "#39": "'", "#x27": "'" };
  const squash = (text) => text
    .replace(/&(lt|gt|amp|quot|#34|#39|#x27);/g, (_, name) => SIGNS[name])
    .replace(/(\x1b|\\(u001b|x1b|033|e))\[[\d;?]*[a-z]|\[\d[\d;]*m/gi, "")
    .replace(/\[rank\d+\]:|^[ \t]*[>|]+|[\u2500-\u257f]|\\[nrt]/gm, "")
    .replace(/[“”„]|\\"/g, '"').replace(/[‘’]|\\'/g, "'")
    .replace(/[\s\u200b\ufeff]+/g, "")
    .replace(/\x1b(\[[\d;?]*[a-z])?/gi, "") // those that a line break went through
    .toLowerCase();

  // All texts in a piece of JSON, as notebooks and logs keep a traceback.
  const unpacked = (text) => {
    const found = [];
    try {
      JSON.parse(text, (_, value) => (typeof value === "string" ? found.push(value) : value));
    } catch {
      return text;
    }
    return found.join("\n") || text;
  };

  // A log may mark each line, with a time or a rank: with what stands before the word Traceback.
  const unmarked = (text) => {
    const lines = text.split("\n");
    const mark = lines.map((line) => line.slice(0, MARK).split("Traceback (most recent")).find(([mark, after]) => mark && after !== undefined)?.[0] ?? "";
    const blank = (line) => line.slice(0, mark.length).replace(/[\d ]/g, "0");
    const same = blank(mark);
    return lines.map((line) => (blank(line) === same ? line.slice(mark.length) : line)).join("\n");
  };

  // Two words that follow one another say more than each of them alone.
  const pairs = (run) => {
    const words = run.split(" ").map(squash);
    return words.length > 1 ? words.slice(1).map((word, n) => words[n] + word) : words;
  };

  // Rules are written for text as squash() leaves it.
  const compiled = (patterns = []) => patterns.map((pattern) => new RegExp(pattern));
  const some = (patterns, text) => patterns.some((pattern) => pattern.test(text));
  for (const rule of rules) {
    rule.all = compiled(rule.all);
    rule.none = compiled(rule.none);
  }

  for (const entry of entries) {
    entry.runs = entry.messages.flat();
    entry.needs = compiled(conditions[entry.id]?.needs);
    entry.unless = compiled(conditions[entry.id]?.unless);
    entry.text = squash([...entry.messages.flat(), ...entry.hints].join(" "));
    entry.messages = entry.messages.map((runs) => [...new Set(runs.flatMap(pairs))]);
    entry.hints = entry.hints.map(squash);
  }
  const itemOf = (id) => document.querySelector(`[data-error="${id}"]`)?.closest("li");

  // The fewer entries have a pair, the more it tells.
  const holders = new Map();
  for (const entry of entries) {
    for (const pair of new Set(entry.messages.flat())) holders.set(pair, (holders.get(pair) ?? 0) + 1);
  }
  const weigh = (some) => some.reduce((sum, pair) => sum + Math.log(1 + entries.length / holders.get(pair)), 0);

  // How much of the message is in the text, and the score: a long message that is there as a whole
  // beats a short one that is part of it, and this one beats a long one of which a part is there.
  const compare = (text, { messages, hints }) => {
    const found = messages.map((whole) => {
      // The first pair has the name of the exception, which is often left behind.
      const message = whole.filter((pair, n) => n || whole.length < 3 || text.includes(pair));
      const weight = weigh(message.filter((pair) => text.includes(pair)));
      const share = weight / weigh(message);
      return { known: share >= enough(message), whole: share === 1, score: weight * share ** 2 };
    });
    const best = found.reduce((a, b) => (b.score > a.score ? b : a));
    const hits = hints.filter((hint) => text.includes(hint)).length;
    return { ...best, score: best.score * (1 + hits / 100) };
  };

  // What the search is asked for: the line of the last exception, else the last line.
  const lastLine = (plain) => {
    const lines = plain.trim().split("\n");
    const raised = lines.findLast((line) => /^[\w.]*(Error|Exception|Interrupt)(:|$)/.test(line));
    return (raised ?? lines.at(-1)).trim().slice(0, 120);
  };

  const look = (pasted) => {
    const plain = unmarked(unpacked(readable(pasted)));
    const text = squash(plain);
    const end = plain.split(/(?=\b[A-Z]\w*(?:Error|Exception|Warning)(?::|$))/m).pop().trim(); // without the calls
    const piece = end.length < 500 ? pairs(end.replace(/\s+/g, " ")) : [];
    // How much of a short text the entry explains: its message may go on where the text stops.
    const cover = (entry) => piece.filter((pair) => entry.text.includes(pair)).length / piece.length || 0;
    const found = entries.map((entry) => compare(text, entry));
    const covers = entries.map((entry) => (piece.length > 1 ? cover(entry) : 0));
    const most = found.some(({ whole }) => whole) ? Infinity : Math.max(...covers);
    const all = entries.map((entry, n) => {
      const explained = covers[n] >= enough(piece);
      const possible = !some(entry.unless, text) && (!entry.needs.length || some(entry.needs, text));
      const score = found[n].score * (explained && covers[n] === most ? 10 : 1);
      return { ...entry, known: possible && (found[n].known || explained), score };
    });
    all.sort((a, b) => b.score - a.score); // alike: as on the page, where the frequent ones come first
    // What another page records, it records in passing: entries go first.
    const known = [false, true].flatMap((elsewhere) => all.filter(({ known, id }) => known && id.includes("#") === elsewhere));
    const rule = rules.find(({ id, weak, all, none }) => itemOf(id) && !(weak && known.length) &&
      all.every((pattern) => pattern.test(text)) && !some(none, text));
    const best = rule ? [rule, ...known.filter(({ id }) => id !== rule.id)] : known;
    return { found: best.slice(0, 3), why: best.length ? why(best[0], text) : "", caller: callerIn(plain), last: lastLine(plain) };
  };

  // The longest run of words in a piece of a message that is in the text.
  const common = (run, text) => {
    const words = run.split(" ");
    let best = [];
    for (let first = 0, last = 1; last <= words.length; last += 1) {
      while (first < last && !text.includes(squash(words.slice(first, last).join(" ")))) first += 1;
      if (last - first > best.length) best = words.slice(first, last);
    }
    return best.join(" ");
  };

  // Why the answer is believed: a rule says it; else the words that it has in common with the text.
  const why = (answer, text) => {
    if (answer.why) return answer.why;
    const longest = answer.runs.map((run) => common(run, text)).sort((a, b) => b.length - a.length)[0];
    return longest ? `${texts.says} ${longest.replace(/[\s(["':,]+$/, "")} …` : "";
  };

  // The library whose code called torch: that of the innermost frame that is not torch's own.
  const callerIn = (plain) => {
    const frames = [...plain.matchAll(/(?:site|dist)-packages[\\/]+(\w+)|File "(?![^"\n]*(?:site|dist)-packages|[^"\n]*[\\/]lib[\\/]python|<)[^"\n]*"/g)];
    const inner = frames.findLast(([, name]) => name !== "torch");
    return inner?.[1] ?? "";
  };

  const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
  // With code in backticks.
  const reason = (text) => {
    const line = Object.assign(paragraph(""), { className: "paste-error__why" });
    line.append(...text.split("`").map((part, n) => (n % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part)));
    return line;
  };
  const list = (some) => {
    const box = Object.assign(document.createElement("ul"), { className: "errors" });
    box.append(...some.map(({ id }) => itemOf(id).cloneNode(true)));
    return box;
  };

  // The lines that mend it, with the button that Material gives to every other block.
  const fix = (html) => {
    const box = document.createElement("div");
    box.innerHTML = html;
    const pre = box.querySelector("pre");
    pre.id = "paste-error-fix";
    const button = Object.assign(document.createElement("button"), { className: "md-code__button", title: texts.copy });
    button.type = "button"; // it stands in a form
    button.dataset.clipboardTarget = `#${pre.id} > code`;
    button.dataset.mdType = "copy";
    const nav = Object.assign(document.createElement("nav"), { className: "md-code__nav" });
    nav.append(button);
    pre.prepend(nav);
    return box.firstElementChild;
  };

  const link = (text, href) => {
    const line = paragraph("");
    line.append(Object.assign(document.createElement("a"), { textContent: text, href }));
    return line;
  };

  const show = () => {
    if (!field.value.trim()) return answer.replaceChildren(paragraph(texts.empty));
    const { found, why, caller, last } = look(field.value);
    answer.dataset.known = found.length > 0;
    if (!found.length) {
      const silent = document.querySelector("#silent a").href;
      answer.replaceChildren(paragraph(texts.unknown), link(`${texts.search} ${last}`, `?q=${encodeURIComponent(last)}`), link(texts.silent, silent));
      return sayWhatWasRead();
    }
    answer.replaceChildren(paragraph(texts.known), list(found.slice(0, 1)));
    if (fixes[found[0].id]) answer.append(fix(fixes[found[0].id]));
    if (why) answer.append(reason(why));
    if (caller) answer.append(paragraph(`${texts.caller} ${caller}.`));
    if (found.length > 1) answer.append(paragraph(texts.also), list(found.slice(1)));
    sayWhatWasRead();
  };

  const sayWhatWasRead = () => {
    const all = Number(field.dataset.pasted ?? field.value.length);
    if (all > LONGEST) answer.append(paragraph(texts.part.replace("{all}", all.toLocaleString()).replace("{read}", LONGEST.toLocaleString())));
  };

  // Shown where the reader sees it; by a command, the keyboard goes on from there.
  const comeIntoView = () => answer.scrollIntoView({ block: "nearest" });
  const answered = () => {
    show();
    comeIntoView();
  };
  const go = () => {
    show();
    (answer.querySelector("a") ?? field).focus();
    comeIntoView();
  };
  return { go, answered };
};

{
  const form = document.querySelector(".paste-error");
  const field = form.querySelector("textarea");
  const { known: src, lost } = document.currentScript.dataset;
  let ready;
  // Resolves once the field can answer. If the script does not come, the next try asks again.
  form.ready = () => (ready ??= new Promise((resolve, reject) => {
    const onload = () => resolve(errorField(window.knownErrors));
    const onerror = () => {
      ready = undefined;
      reject(new Error(src));
    };
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  }));
  const say = () => (form.querySelector(".paste-error__answer").textContent = lost);
  const go = () => form.ready().then(({ go }) => go(), say);

  field.addEventListener("focus", () => form.ready().catch(() => {})); // asked again when it is needed
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();
  });
  field.addEventListener("input", () => delete field.dataset.pasted);
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length > LONGEST) { // the field itself would take seconds to show it
      event.preventDefault();
      field.value = readable(text);
      field.dataset.pasted = text.length;
    }
    setTimeout(() => form.ready().then(({ answered }) => answered(), say)); // once the text is in the field
  });

  // What the reader has typed into the search, and brought along (see theme/main.html).
  const brought = sessionStorage.getItem("error");
  sessionStorage.removeItem("error");
  if (brought) {
    field.value = brought;
    go();
  }
}
