// "Adopt all that is plain": says what it will do over the page, then does exactly that.
import { type Desk, toast } from "./desk";
import { send } from "./send";

export function offerPlainOnes(desk: Desk): void {
  document.addEventListener("click", async (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-plain-ones]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await open(desk, link.href, link.textContent ?? "");
  });
}

/** The list over the page; another confidence opens it anew. */
async function open(desk: Desk, address: string, title: string): Promise<void> {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return toast(desk.say("Failed"), true);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById("plain-ones");
    if (!told) return;
    const box = document.createElement("dialog");
    box.className = "sheetdialog";
    box.setAttribute("aria-label", title);
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
      const above = box.querySelector<HTMLInputElement>("input[name=above]")?.value ?? "";
      box.close();
      const done = await send(desk, "plain", { numbers: listed.split(",").map(Number), above });
      if (done) desk.select(desk.waiting(null) ?? desk.current);
    });
    for (const level of box.querySelectorAll<HTMLAnchorElement>("a[data-level]"))
      level.addEventListener("click", (event) => {
        event.preventDefault();
        box.close();
        void open(desk, `${address.split("?")[0]}${level.getAttribute("href")}`, title);
      });
    box.showModal();
    box.querySelector<HTMLElement>("button.primary")?.focus();
}
