// Material draws each <pre class="mermaid"> with window.mermaid and, where there is none, fetches
// one from a CDN. This stand-in is on the pages with a diagram; our own copy is loaded when the
// first of them is wanted.
(() => {
  const url = new URL("../vendor/mermaid/mermaid.min.js", document.currentScript.src).href;
  let config, loading, reported;

  // What Material's style sheet for diagrams leaves out, or no longer reaches in Mermaid 11: without
  // it a classDef cannot set the text colour, and parts of a sequence diagram are black on black.
  const css = `
    .nodeLabel p { color: inherit }
    a { text-underline-offset: .25em }
    .labelBkg { background: none }
    a:focus-visible { outline: 2px solid var(--md-accent-fg-color); outline-offset: 2px }
    defs marker path { fill: var(--md-mermaid-edge-color) !important; stroke: var(--md-mermaid-edge-color) !important }
    defs [id$="sequencenumber"] { fill: var(--md-mermaid-sequence-number-bg-color) !important }
    line.actor-line { stroke: var(--md-mermaid-sequence-actor-line-color) }
    text.labelText, text.sectionTitle, text.sectionTitle > tspan { fill: var(--md-mermaid-sequence-loop-fg-color) }
    rect[class^="activation"] { fill: var(--md-mermaid-label-bg-color); stroke: var(--md-mermaid-edge-color) }`;

  const load = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => {
      const { themeCSS = "", ...rest } = { ...config, ...window.mermaidConfig?.default };
      vendoredMermaid.initialize({ ...rest, themeCSS: themeCSS + css, startOnLoad: false, suppressErrorRendering: true });
      resolve(vendoredMermaid);
    };
    script.onerror = () => reject(new Error(`${url} did not load`));
    script.src = url;
    document.head.append(script);
  });

  // Once a diagram is drawn, the button below it opens it large, to scroll and to pinch.
  const offerEnlarging = (host, svg) => {
    const button = host.parentElement?.querySelector(".diagram__enlarge");
    button?.addEventListener("click", () => enlarge(svg, button));
    button?.removeAttribute("hidden");
  };

  const enlarge = (svg, button) => {
    const dialog = document.createElement("dialog");
    dialog.className = "enlarged";
    dialog.ariaLabel = button.ariaLabel;
    dialog.innerHTML = `<form method="dialog"><button>${button.dataset.close}</button></form><div tabindex="0"><div></div></div>`;
    const paper = dialog.querySelector("div > div");
    const root = paper.attachShadow({ mode: "open" });
    root.innerHTML = svg;
    // Material listens on the page for / and other keys; a link to this page is to show its target.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    root.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    const drawing = root.querySelector("svg");
    const { width } = drawing.viewBox.baseVal;
    const scale = Math.min(Math.max(paper.clientWidth / width, 1.5), 2.5);
    drawing.style.maxWidth = "none";
    paper.style.width = drawing.style.width = `${width * scale}px`;
  };

  // Drawing can cost a phone more than the rest of the page: so it waits until the reader comes near,
  // or moves a mouse or presses a key, which is how people print a page and search in it.
  const signs = ["mousemove", "keydown", "beforeprint"];
  const sign = new Promise((resolve) => {
    for (const name of signs) addEventListener(name, resolve, { once: true });
  });
  const nearby = new Map();
  const observer = new IntersectionObserver((entries) => {
    // They come in any order; the one that is read first is to be drawn first.
    entries.sort((a, b) => a.boundingClientRect.top - b.boundingClientRect.top);
    for (const { isIntersecting, target } of entries) if (isIntersecting) nearby.get(target)();
  }, { rootMargin: "50% 0px" });
  const near = (pre) => new Promise((resolve) => {
    nearby.set(pre, resolve);
    observer.observe(pre);
  }).finally(() => observer.unobserve(pre));

  const waiting = [...document.querySelectorAll("pre.mermaid")];
  let drawing; // one at a time: what is drawn above moves what is below it out of reach
  const draw = async (id, text, pre) => {
    try {
      const mermaid = await load();
      await new Promise((resolve) => { setTimeout(resolve); }); // between two, a phone may scroll
      const { svg } = await mermaid.render(id, text);
      const drawn = svg
        // The diagram's name: for screen readers only, where a <title> would follow the mouse.
        .replace(/ aria-labelledby="[^"]*"(.*?)<title [^>]*>(.*?)<\/title>/s, (_, between, title) =>
          ` aria-label="${title.replaceAll('"', "&quot;")}"${between}`)
        // The tooltip of a click line, as an element that browsers show.
        .replace(/<g [^>]*title="([^"]*)"[^>]*>/g, "$&<title>$1</title>");
      return { svg: drawn, fn: ({ host }) => offerEnlarging(host, drawn) };
    } catch (error) {
      if (error !== reported) console.error(`Shown as text, not as a diagram: ${error.message}`);
      reported = error;
      pre.classList.remove("mermaid"); // without it, the text is an ordinary block of code
    } finally {
      drawing = undefined;
    }
  };

  const render = async (id, text) => {
    const [pre] = waiting.splice(waiting.findIndex((one) => one.textContent === text), 1);
    const wanted = () => Promise.race([sign, near(pre)]);
    await wanted();
    while (drawing) {
      await drawing;
      await wanted();
    }
    drawing = draw(id, text, pre);
    return (await drawing) ?? new Promise(() => {}); // with no answer, Material leaves the text there
  };

  // The fence does not escape the <br/> of a label, and Material reads text only.
  for (const br of document.querySelectorAll("pre.mermaid br")) br.replaceWith("<br/>");
  window.mermaid = { initialize: (theirs) => { config = theirs; }, render };
})();
