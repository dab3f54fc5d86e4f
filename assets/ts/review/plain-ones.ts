// "Adopt all that is plain": says what it will do over the page, then does exactly that.
import { type Desk, toast } from "./desk";
import { send } from "./send";

export function offerPlainOnes(desk: Desk): void {
  document.addEventListener("click", async (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-plain-ones]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const answer = await fetch(link.href).catch(() => null);
    if (!answer?.ok) return toast(desk.say("Failed"), true);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById("plain-ones");
    if (!told) return;
    const box = document.createElement("dialog");
    box.className = "sheetdialog";
    box.setAttribute("aria-label", link.textContent ?? "");
    told.className = "stack";
    box.append(told);
    document.body.append(box);
    box.addEventListener("close", () => box.remove());
    box.querySelector("[data-cancel]")?.addEventListener("click", (cancel) => {
      cancel.preventDefault();
      box.close();
    });
    box.querySelector("form")?.addEventListener("submit", async (submit) => {
      submit.preventDefault();
      const listed = box.querySelector<HTMLInputElement>("input[name=numbers]")?.value ?? "";
      box.close();
      const done = await send(desk, "plain", { numbers: listed.split(",").map(Number) });
      if (done) desk.select(desk.waiting(null) ?? desk.current);
    });
    box.showModal();
    box.querySelector<HTMLElement>("button.primary")?.focus();
  });
}
