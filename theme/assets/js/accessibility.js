// Fixes of Material's markup for screen readers and keyboards that neither templates nor style sheets
// can make.

// A section with a page of its own has a nameless menu: its title is in it, but not what names it.
for (const menu of document.querySelectorAll(".md-nav__item--nested > .md-nav")) {
  menu.setAttribute("aria-label", menu.querySelector(".md-nav__title").textContent.trim());
  menu.removeAttribute("aria-labelledby");
}

// The way to a page is a landmark with the name of another one.
const chinese = document.documentElement.lang.startsWith("zh");
document.querySelector(".md-path")?.setAttribute("aria-label", chinese ? "当前位置" : "Breadcrumbs");

// "Copied to clipboard" is in no landmark, and nobody who cannot see it would know of it.
document.querySelector(".md-dialog")?.setAttribute("role", "status");

const fix = () => {
  // An unnamed <nav> in each code block: twenty landmarks on a page. None of them is one.
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  // What scrolls sideways on a phone must be within reach of the keyboard.
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .tabbed-labels")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
};
new MutationObserver(fix).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", fix); // a phone that is turned

// The other language has the same sections.
for (const link of document.querySelectorAll(".md-select__link")) {
  link.addEventListener("click", () => (link.hash = location.hash));
}
