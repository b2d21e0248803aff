// The release of torch that a reader chooses in the tabs of one output is chosen in all of them, on
// all pages. Material does so where the labels are equal; but "2.15" is in "torch 2.13–2.15", too.
const number = (release) => release.split(".").slice(0, 2).reduce((sum, part) => 100 * sum + +part, 0);
const ranges = (label) => label.textContent.replace("torch", "").split(",").map((range) => range.trim().split("–").map(number));
const covers = (label, release) => ranges(label).some((ends) => ends[0] <= release && release <= ends.at(-1));

const sets = [...document.querySelectorAll(".tabbed-set")]
  .map((set) => [...set.querySelectorAll(":scope > .tabbed-labels > label")])
  .filter((labels) => labels[0]?.textContent.startsWith("torch "));
const inputOf = (label) => document.getElementById(label.htmlFor);

const show = (release) => {
  for (const labels of sets) {
    const label = labels.find((one) => covers(one, release));
    if (label && !inputOf(label).checked) inputOf(label).click(); // Material moves the line below it
  }
};

for (const label of sets.flat()) {
  inputOf(label).addEventListener("change", () => {
    const chosen = __md_get("__torch");
    if (chosen && covers(label, chosen)) return;
    __md_set("__torch", Math.max(...ranges(label).flat()));
    show(__md_get("__torch"));
  });
}
if (__md_get("__torch")) show(__md_get("__torch"));
