// The field on the home page: takes what is pasted to the page that knows the answers, which the link
// beside it leads to, and which reads it there (errors.js).
{
  const form = document.querySelector(".paste-error");
  const field = form.querySelector("textarea");
  const LONGEST = 200_000; // characters, as in errors.js: storage has a limit
  const go = () => {
    const text = field.value;
    const [end, last] = [text.length - LONGEST, text.lastIndexOf("Traceback (most recent call last)")];
    const begin = Math.max(0, last < 0 ? end : Math.min(end, last));
    sessionStorage.setItem("error", text.slice(begin, begin + LONGEST));
    location.assign(document.querySelector(".paste-error__all").href);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();
  });
  field.addEventListener("paste", () => setTimeout(go)); // once the text is in the field
}
