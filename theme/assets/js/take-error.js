// The field on the home page: takes what is pasted to the page that knows the answers, which the link
// beside it leads to, and which reads it there (errors.js).
{
  const form = document.querySelector(".paste-error");
  const field = form.querySelector("textarea");
  const go = () => {
    sessionStorage.setItem("error", readable(field.value)); // storage has a limit
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
