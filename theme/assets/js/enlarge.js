// The button below a diagram opens it large, to scroll and to pinch. Without this script it is hidden.
const enlarge = (drawing, button) => {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.ariaLabel = button.ariaLabel;
  dialog.innerHTML = `<form method="dialog"><button>${button.dataset.close}</button></form><div tabindex="0"></div>`;
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
  const { width } = large.viewBox.baseVal;
  large.style.width = `${width * Math.min(Math.max(paper.clientWidth / width, 1.5), 2.5)}px`;
};

for (const button of document.querySelectorAll(".diagram__enlarge")) {
  button.addEventListener("click", () => enlarge(button.closest(".diagram").querySelector(".drawing"), button));
  button.hidden = false;
}
