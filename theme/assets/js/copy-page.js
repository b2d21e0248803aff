// "Copy page as Markdown" is a link to the page's Markdown. Where scripts may read that file and write
// to the clipboard, the link copies it instead, and says so to eyes and ears.
if (location.protocol !== "file:" && navigator.clipboard?.write && window.ClipboardItem) {
  for (const link of document.querySelectorAll(".copy-page")) {
    const said = Object.assign(document.createElement("span"), { className: "copy-page__said" });
    said.setAttribute("role", "status");
    link.after(said);
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
      event.preventDefault();
      const text = fetch(link.href).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return new Blob([await answer.text()], { type: "text/plain" });
      });
      try {
        await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
        said.textContent = link.dataset.copied;
        setTimeout(() => { said.textContent = ""; }, 4000);
      } catch {
        location.assign(link.href); // offline, or not allowed: still the Markdown
      }
    });
  }
}
