// <input data-indicator>: suggestions from the catalogue while one types, in either script.

interface Hit {
  id: string;
  name: string;
  matched: string;
}

let lists = 0;

class Suggestions {
  private readonly list = document.createElement("ul");
  private waiting = 0;
  private asked = "";

  constructor(private readonly input: HTMLInputElement) {
    this.list.className = "hits";
    this.list.id = `hits-${++lists}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    input.removeAttribute("list");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.after(this.list);
    this.open(false);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.open(false));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.pick((event.target as HTMLElement).closest("li"));
    });
  }

  private open(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  private later(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.ask(), 120);
  }

  private async ask(): Promise<void> {
    const words = this.input.value.trim();
    this.asked = words;
    if (!words) return this.open(false);
    const answer = await fetch(`/documents/indicators?q=${encodeURIComponent(words)}`).catch(() => null);
    if (!answer?.ok || this.asked !== words) return;
    const { hits } = (await answer.json()) as { hits: Hit[] };
    this.list.replaceChildren(...hits.map((hit, at) => this.line(hit, at)));
    this.mark(0);
    this.open(hits.length > 0);
  }

  private line(hit: Hit, at: number): HTMLElement {
    const line = document.createElement("li");
    const also = document.createElement("small");
    line.id = `${this.list.id}-${at}`;
    line.setAttribute("role", "option");
    line.dataset.name = hit.name;
    line.textContent = hit.name;
    also.textContent = hit.matched === hit.name ? "" : hit.matched;
    line.append(also);
    return line;
  }

  private marked(): number {
    return [...this.list.children].findIndex((line) => line.getAttribute("aria-selected") === "true");
  }

  private mark(at: number): void {
    [...this.list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === at)));
    const line = this.list.children[at];
    if (line) this.input.setAttribute("aria-activedescendant", line.id);
    line?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const many = this.list.children.length;
    if (event.key === "ArrowDown") this.mark((this.marked() + 1) % many);
    else if (event.key === "ArrowUp") this.mark((this.marked() + many - 1) % many);
    else if (event.key === "Enter") this.pick(this.list.children[this.marked()] ?? null);
    else if (event.key === "Escape") this.open(false);
    else return;
    event.preventDefault();
  }

  private pick(line: Element | null): void {
    if (line instanceof HTMLElement) this.input.value = line.dataset.name ?? "";
    this.open(false);
  }
}

export function suggestIndicators(within: ParentNode): void {
  for (const input of within.querySelectorAll<HTMLInputElement>("input[data-indicator]")) new Suggestions(input);
}
