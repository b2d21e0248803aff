// The button below a diagram opens it alone, as large as the window, and larger. Without this script it is
// hidden.
const STEP = 1.4;
const LARGEST = 8; // times the drawing's own size
const enlarge = (drawing, button) => {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.ariaLabel = button.ariaLabel;
  const [close, ...zoom] = button.dataset.buttons.split("|");
  dialog.innerHTML = `<form method="dialog"><button type="button" aria-label="${zoom[0]}">−</button><button type="button" aria-label="${zoom[1]}">+</button><button>${close}</button></form><div tabindex="0"></div>`;
  const paper = dialog.lastElementChild;
  const large = drawing.cloneNode(true);
  for (const part of large.querySelectorAll("marker, desc")) part.remove(); // those of the drawing serve both
  paper.append(large);
  // Material listens on the page for / and other keys; a link to this page is to show its target.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  large.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const { width, height } = large.viewBox.baseVal;
  const style = getComputedStyle(paper);
  const room = [paper.clientWidth - 2 * parseFloat(style.paddingLeft), paper.clientHeight - 2 * parseFloat(style.paddingTop)];
  const fitted = Math.min(room[0] / width, room[1] / height);
  let scale = Math.max(fitted, drawing.getBoundingClientRect().width / width); // no smaller than on the page
  const draw = (factor) => {
    // What is in the middle stays there.
    const middle = [paper.scrollLeft + paper.clientWidth / 2, paper.scrollTop + paper.clientHeight / 2];
    const before = scale;
    scale = Math.min(Math.max(scale * factor, fitted), LARGEST);
    large.style.width = `${width * scale}px`;
    const grown = scale / before;
    paper.scrollTo(middle[0] * grown - paper.clientWidth / 2, middle[1] * grown - paper.clientHeight / 2);
  };
  const [out, more] = dialog.querySelectorAll("button");
  out.addEventListener("click", () => draw(1 / STEP));
  more.addEventListener("click", () => draw(STEP));
  draw(1);
};

for (const button of document.querySelectorAll(".diagram__enlarge")) {
  button.addEventListener("click", () => enlarge(button.closest(".diagram").querySelector(".drawing"), button));
  button.hidden = false;
}
