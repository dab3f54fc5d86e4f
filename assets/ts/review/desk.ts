// The cards and the lit spans, kept in step: one is current, moving on one side moves the other.

export type Decision = "pending" | "accepted" | "principle" | "rejected";

export class Desk {
  current: HTMLElement | null = null;

  constructor(
    readonly root: HTMLElement,
    readonly sheet: HTMLElement,
    readonly list: HTMLElement,
  ) {}

  get address(): string {
    return this.root.dataset.desk ?? "";
  }

  get may(): boolean {
    return this.root.dataset.may === "1";
  }

  say(name: string): string {
    return this.root.dataset[`say${name}`] ?? "";
  }

  cards(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("article.cand")];
  }

  /** Show the cards of one filter alone; the address tells it, so that it can be sent to a colleague. */
  filter(name: string): void {
    this.root.dataset.show = name;
    for (const link of document.querySelectorAll<HTMLElement>("a[data-show]"))
      link.toggleAttribute("aria-current", link.dataset.show === name);
    history.replaceState(null, "", name ? `?show=${name}` : location.pathname);
    this.sift();
    if (this.current?.hidden) this.select(this.waiting(null) ?? this.cards().find((card) => !card.hidden) ?? null, false);
  }

  sift(): void {
    const name = this.root.dataset.show ?? "";
    for (const card of this.cards()) card.hidden = name !== "" && !(card.dataset.tags ?? "").split(" ").includes(name);
  }

  card(number: number | string): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`#c${number}`);
  }

  spans(number: number | string): HTMLElement[] {
    return [...this.sheet.querySelectorAll<HTMLElement>(`.lit[data-c~="${number}"]`)];
  }

  /** Make a card current, bring its words into view, and give it the focus unless it has it already. */
  select(card: HTMLElement | null, focus = true, scroll = true): void {
    if (!card) return;
    for (const old of document.querySelectorAll(".cand.now, .lit.now")) old.classList.remove("now");
    this.current = card;
    card.hidden = false; // one who is led to a card sees it, whatever the filter
    card.classList.add("now");
    const words = this.spans(card.dataset.number ?? "");
    for (const word of words) word.classList.add("now");
    this.showWords(words[0], scroll);
    if (focus && !card.contains(document.activeElement)) card.focus({ preventScroll: true });
    if (scroll) card.scrollIntoView({ block: "nearest" });
  }

  showWords(word: HTMLElement | undefined = this.spans(this.current?.dataset.number ?? "0")[0], scroll = true): void {
    if (!word) return;
    if (scroll || this.sheet.scrollHeight > this.sheet.clientHeight + 1) aside(word);
    if (this.sheet.scrollHeight > this.sheet.clientHeight + 1) {
      const from = word.getBoundingClientRect().top - this.sheet.getBoundingClientRect().top;
      this.sheet.scrollTo({ top: this.sheet.scrollTop + from - this.sheet.clientHeight / 3 });
    } else if (scroll && this.root.dataset.shows === "text") word.scrollIntoView({ block: "center" });
  }

  /** The next card that waits, after this one; from the top when none is below. */
  waiting(after: HTMLElement | null): HTMLElement | null {
    const all = this.cards();
    const at = after ? all.indexOf(after) : -1;
    const waits = (card: HTMLElement) => card.dataset.decision === "pending" && !card.hidden;
    return all.slice(at + 1).find(waits) ?? all.slice(0, Math.max(at, 0)).find(waits) ?? null;
  }

  /** Go to the next card that waits, or say that none does. */
  advance(from: HTMLElement | null): void {
    const next = this.waiting(from);
    this.select(next ?? from);
    if (!next) toast(this.say("Nothing"));
  }

  beside(step: 1 | -1): HTMLElement | null {
    const all = this.cards().filter((card) => !card.hidden || card === this.current);
    const at = this.current ? all.indexOf(this.current) : -step;
    return all[at + step] ?? null;
  }

  /** While one decides, settled spans step back; spans of rejected cards are never lit. */
  dim(): void {
    const decisions = new Map(this.cards().map((card) => [card.dataset.number, card.dataset.decision]));
    for (const span of this.sheet.querySelectorAll<HTMLElement>(".lit")) {
      const all = (span.dataset.c ?? "").split(" ").map((number) => decisions.get(number));
      span.classList.toggle("is-settled", this.may && all.every((decision) => decision !== "pending"));
      span.classList.toggle("is-rejected", all.every((decision) => decision === "rejected"));
    }
  }
}

/** Move a wide table sideways until the word in it is seen beside the column of names. */
function aside(word: HTMLElement): void {
  const box = word.closest<HTMLElement>(".gridbox");
  if (!box || box.scrollWidth <= box.clientWidth + 1) return;
  const cell = word.closest("td, th") ?? word;
  const { left, right } = cell.getBoundingClientRect();
  const around = box.getBoundingClientRect();
  const names = box.querySelector("td")?.getBoundingClientRect().width ?? 0;
  if (left < around.left + names || right > around.right) box.scrollLeft += left - around.left - names - 8;
}

let fading = 0;

/** A short word at the foot of the page, read out by screen readers. */
export function toast(words: string, bad = false): void {
  const box = document.querySelector<HTMLElement>(".toast");
  if (!box || !words) return;
  box.textContent = words;
  box.classList.toggle("bad", bad);
  box.hidden = false;
  clearTimeout(fading);
  fading = window.setTimeout(() => (box.hidden = true), bad ? 9000 : 3500);
}
