// The form of an item, opened in its card or over the page; it is sent as JSON and its problems stand by their fields.
import { type Desk, toast } from "./desk";
import { suggestIndicators } from "./indicators";
import { Refusal, keepDraft, send } from "./send";

async function part(address: string): Promise<HTMLFormElement | null> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return null;
  const box = document.createElement("template");
  box.innerHTML = (await answer.text()).trim();
  return box.content.querySelector("form");
}

function fields(form: HTMLFormElement): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  const data = new FormData(form);
  for (const name of new Set(data.keys())) {
    const many = form.querySelector(`select[multiple][name="${name}"]`);
    if (name !== "csrfmiddlewaretoken") sent[name] = many ? data.getAll(name) : data.get(name);
  }
  return sent;
}

function showErrors(form: HTMLFormElement, errors: Record<string, string[]>): void {
  for (const old of form.querySelectorAll(".errorlist")) old.remove();
  for (const [name, said] of Object.entries(errors)) {
    const place = form.querySelector<HTMLElement>(`[data-field="${name}"]`) ?? form;
    const line = document.createElement("p");
    line.className = "errorlist";
    line.dataset.plain = "";
    line.setAttribute("role", "alert");
    line.textContent = said.join(" ");
    if (place === form) form.prepend(line);
    else place.append(line);
    const folded = place.closest("details");
    if (folded) folded.open = true;
  }
  form.querySelector<HTMLElement>(".errorlist")?.parentElement?.querySelector<HTMLElement>("input, select, textarea")?.focus();
}

/** Send the form; on a difference from the record its two answers are offered. */
async function submit(desk: Desk, form: HTMLFormElement, path: string, body: object, event: SubmitEvent): Promise<number | null> {
  event.preventDefault();
  const resolution = (event.submitter as HTMLButtonElement | null)?.value ?? "";
  try {
    const answer = await send(desk, path, { ...body, fields: fields(form), resolution });
    return answer ? (answer.added ?? answer.cards[0]?.number ?? null) : null;
  } catch (error) {
    if (error instanceof Refusal && error.errors) showErrors(form, error.errors);
    else if (error instanceof Refusal)
      for (const button of form.querySelectorAll<HTMLButtonElement>("[data-answer], [data-save]")) button.disabled = button.hidden = "save" in button.dataset; // Enter must not choose
    return null;
  }
}

/** What one types is kept a moment later, and at once when the page is left. */
function keepTyped(desk: Desk, form: HTMLFormElement): { forget: () => void } {
  const place = form.dataset.place ?? "";
  let waiting = 0;
  const keep = () => {
    clearTimeout(waiting);
    if (waiting && form.isConnected) void keepDraft(desk, place, fields(form));
    waiting = 0;
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(keep, 900);
  });
  addEventListener("pagehide", keep);
  return {
    forget: () => {
      clearTimeout(waiting);
      waiting = 0;
    },
  };
}

function prepare(desk: Desk, form: HTMLFormElement, close: () => void): void {
  suggestIndicators(form);
  const typed = keepTyped(desk, form);
  form.addEventListener("submit", () => typed.forget(), { capture: true });
  form.querySelector("[data-drop-draft]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    typed.forget();
    if (await keepDraft(desk, form.dataset.place ?? "", {})) close();
  });
  form.querySelector("[data-keep-draft]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    typed.forget();
    if (!(await keepDraft(desk, form.dataset.place ?? "", fields(form)))) return toast(desk.say("Failed"), true);
    toast(desk.say("Drafted"));
    close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      close();
    }
  });
  form.querySelector("[data-cancel]")?.addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });
  form.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
}

export async function openEdit(desk: Desk, card: HTMLElement): Promise<void> {
  if (card.querySelector(".itemform")) return;
  const number = Number(card.dataset.number);
  const form = await part(`${desk.address}/items/${number}?part`);
  if (!form) return toast(desk.say("Failed"), true);
  desk.select(card);
  card.append(form);
  card.scrollIntoView({ block: "nearest" });
  prepare(desk, form, () => {
    form.remove();
    card.focus();
  });
  form.addEventListener("submit", async (event) => {
    const body = { version: Number(card.dataset.version) };
    const done = await submit(desk, form, `items/${number}`, body, event);
    if (done) desk.advance(desk.card(done));
  });
}

export async function openAdd(desk: Desk, noun: string, start: number, end: number): Promise<void> {
  const form = await part(`${desk.address}/add?part&noun=${noun}&start=${start}&end=${end}`);
  if (!form) return toast(desk.say("Failed"), true);
  const box = document.createElement("dialog");
  box.className = "sheetdialog";
  box.setAttribute("aria-label", desk.say("Add"));
  const title = document.createElement("h2");
  title.textContent = desk.say("Add");
  box.append(title, form);
  document.body.append(box);
  box.addEventListener("close", () => box.remove());
  box.showModal();
  prepare(desk, form, () => box.close());
  form.addEventListener("submit", async (event) => {
    const done = await submit(desk, form, "add", { noun, start, end }, event);
    if (!done) return;
    box.close();
    desk.select(desk.card(done));
  });
}
