// <a data-post href="/sign-out">: acts at once where scripts run; without them the link opens a page that asks.
import { token } from "./token";

export function postLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>("a[data-post]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = link.href;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "csrfmiddlewaretoken";
    field.value = token();
    form.append(field);
    document.body.append(form);
    form.submit();
  });
}
