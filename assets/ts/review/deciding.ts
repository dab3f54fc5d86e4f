// Keys and buttons: adopt, mend, reject, principle, next, previous, undo.
import { type Desk, toast } from "./desk";
import { openAdd, openEdit } from "./itemform";
import { send } from "./send";

async function decide(desk: Desk, card: HTMLElement, decision: string, resolution = ""): Promise<void> {
  const number = Number(card.dataset.number);
  card.setAttribute("aria-busy", "true");
  const body = { item: number, version: Number(card.dataset.version), decision, resolution };
  const answer = await send(desk, "decide", body, number);
  card.removeAttribute("aria-busy");
  if (!answer) return;
  if (decision === "pending") {
    desk.select(desk.card(number));
    return;
  }
  desk.advance(desk.card(number));
}

function adopt(desk: Desk, card: HTMLElement): void {
  if (card.dataset.decision !== "pending") desk.advance(card);
  else if (card.dataset.noun === "unread" || "lacks" in card.dataset) edit(desk, card);
  else if ("differs" in card.dataset) toast(desk.say("Choose"));
  else void decide(desk, card, "accepted");
}

function edit(desk: Desk, card: HTMLElement): void {
  if (card.dataset.noun === "unread") {
    if (card.dataset.decision === "pending")
      void openAdd(desk, "figure", Number(card.dataset.start), Number(card.dataset.end));
  } else if (card.dataset.decision !== "rejected") void openEdit(desk, card);
}

/** Take back one's last deed; the server knows which it was, so that it holds after a reload too. */
async function undo(desk: Desk): Promise<void> {
  const answer = await send(desk, "undo", {});
  if (!answer) return;
  const first = answer.back?.[0];
  if (first !== undefined) desk.select(desk.card(first));
  toast([`${desk.say("Undone")}${answer.back?.length ?? 0}`, ...(answer.kept ?? [])].join(" "), Boolean(answer.kept?.length));
}

const KEYS: Record<string, (desk: Desk, card: HTMLElement) => void> = {
  y: adopt,
  e: edit,
  x: (desk, card) => void decide(desk, card, "rejected"),
  p: (desk, card) => void decide(desk, card, "principle"),
  t: (_desk, card) => card.querySelector<HTMLElement>("[data-act=teach]")?.click(),
  1: (desk, card) => "differs" in card.dataset && void decide(desk, card, "accepted", "correct"),
  2: (desk, card) => "differs" in card.dataset && void decide(desk, card, "accepted", "coexist"),
};

export function listenToKeys(desk: Desk): void {
  document.addEventListener("keydown", (event) => {
    const on = event.target as HTMLElement;
    const key = event.key.toLowerCase();
    const taking = (event.ctrlKey || event.metaKey) && key === "z" && !event.shiftKey;
    if (((event.ctrlKey || event.metaKey) && !taking) || event.altKey || event.isComposing) return;
    if (on.closest("input, textarea, select, [contenteditable], dialog, details[open] summary")) return;
    if (key === "n" || key === "j") move(desk, desk.waiting(desk.current) ?? desk.beside(1));
    else if (key === "b" || key === "k") move(desk, desk.beside(-1));
    else if ((key === "u" || taking) && desk.may) void undo(desk);
    else if (key === "a" && desk.may) document.querySelector<HTMLElement>("a[data-plain-ones]")?.click();
    else if (key === "w" && desk.may) document.querySelector<HTMLElement>("[data-finish]")?.click();
    else if (key === "f") document.querySelector<HTMLElement>("#shows a")?.focus();
    else if (key in KEYS && desk.may && desk.current) {
      if (desk.current.getAttribute("aria-busy") !== "true") KEYS[key]?.(desk, desk.current);
    } else return;
    event.preventDefault();
  });
}

function move(desk: Desk, card: HTMLElement | null): void {
  if (card) desk.select(card);
  else toast(desk.say("End"));
}

export function listenToClicks(desk: Desk): void {
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const on = event.target as HTMLElement;
    const act = on.closest<HTMLElement>("[data-act]");
    const card = on.closest<HTMLElement>("article.cand");
    const word = on.closest<HTMLElement>(".lit");
    const go = on.closest<HTMLElement>("[data-go]");
    const filter = on.closest<HTMLElement>("a[data-show]");
    if (filter) {
      event.preventDefault();
      desk.filter(filter.dataset.show ?? "");
    } else if (on.closest("[data-undo]")) {
      event.preventDefault();
      void undo(desk);
    } else if (act?.dataset.act === "teach") return;
    else if (act && card && desk.may) {
      event.preventDefault();
      desk.select(card);
      if (act.dataset.act === "edit") edit(desk, card);
      else void decide(desk, card, act.dataset.act ?? "", act.dataset.resolution);
    } else if (word) {
      event.preventDefault();
      if (getSelection()?.isCollapsed ?? true) choose(desk, word);
    } else if (go) {
      event.preventDefault();
      show(desk, "cards");
      desk.select(desk.card(go.dataset.go ?? ""));
    } else if (card && !on.closest("a, button, input, select, textarea, label, summary")) desk.select(card);
  });
  desk.list.addEventListener("focusin", (event) => {
    const on = event.target as HTMLElement;
    const card = on.closest<HTMLElement>("article.cand");
    if (!on.matches(":focus-visible")) return; // a card that grew under a pressed mouse would miss its click
    if (card && card !== desk.current) desk.select(card, false);
  });
}

/** A click on words under several spans goes through their cards in turn. */
function choose(desk: Desk, word: HTMLElement): void {
  const numbers = (word.dataset.c ?? "").split(" ");
  const at = numbers.indexOf(desk.current?.dataset.number ?? "");
  show(desk, "cards");
  desk.select(desk.card(numbers[(at + 1) % numbers.length] ?? ""));
}

/** On a narrow screen the text and the cards take turns. */
export function show(desk: Desk, pane: "text" | "cards"): void {
  desk.root.dataset.shows = pane;
  for (const button of document.querySelectorAll<HTMLElement>("[data-pane]"))
    button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  if (pane === "text") desk.showWords();
  else desk.current?.scrollIntoView({ block: "nearest" });
}
