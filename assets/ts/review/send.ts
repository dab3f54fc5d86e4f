// What the desk sends and how the page takes in the answer.
import { writing } from "../token";
import { type Decision, type Desk, toast } from "./desk";

export interface Answer {
  cards: { number: number; noun: string; decision: Decision; html: string }[];
  order: number[];
  summary: string;
  checks: string;
  filters: string;
  since: number;
  text?: string;
  added?: number;
  undoable: boolean;
  back?: number[];
  kept?: string[];
}

interface Problem {
  code: string;
  message: string;
  what_to_do: string;
  fields: Record<string, unknown>;
}

export type Errors = Record<string, string[]>;

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly errors: Errors | null,
  ) {
    super(problem ? `${problem.message} ${problem.what_to_do}` : "");
  }
}

async function ask(desk: Desk, path: string, body?: object): Promise<Answer> {
  const told: RequestInit = body
    ? { method: "POST", headers: writing(), body: JSON.stringify({ ...body, since: Number(desk.root.dataset.since) }) }
    : { headers: { Accept: "application/json" } };
  const answer = await fetch(`${desk.address}/api/${path}${path.includes("?") ? "&" : "?"}show=${desk.root.dataset.show ?? ""}`, told).catch(() => null);
  if (!answer) throw new Refusal(0, null, null);
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, read.problem ?? null, read.errors ?? null);
  return read as Answer;
}

/** Send a deed and take in its answer; a conflict is told and shown, nothing is lost. Gives null when refused. */
export async function send(desk: Desk, path: string, body: object, number?: number): Promise<Answer | null> {
  try {
    const answer = await ask(desk, path, body);
    take(desk, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof Refusal) || error.errors) throw error;
    toast(error.problem ? error.message : desk.say("Failed"), error.problem?.code !== "candidate.differs");
    if (error.status === 409) await refresh(desk, number);
    if (error.problem?.code === "candidate.differs" && path !== "decide") throw error;
    return null;
  }
}

/** Keep what stands in a form, or (without fields) forget it. */
export async function keepDraft(desk: Desk, place: string, fields: Record<string, unknown>): Promise<boolean> {
  const told: RequestInit = { method: "POST", headers: writing(), body: JSON.stringify({ place, fields }), keepalive: true };
  return (await fetch(`${desk.address}/api/draft`, told).catch(() => null))?.ok ?? false;
}

/** What colleagues did meanwhile, and one card as it stands now. */
export async function refresh(desk: Desk, number?: number): Promise<Answer | null> {
  const also = number === undefined ? "" : `&numbers=${number}`;
  try {
    const answer = await ask(desk, `cards?since=${desk.root.dataset.since}${also}`);
    take(desk, answer);
    return answer;
  } catch {
    return null;
  }
}

function fragment(html: string): HTMLElement | null {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return box.content.firstElementChild as HTMLElement | null;
}

function take(desk: Desk, answer: Answer): void {
  desk.root.dataset.since = String(answer.since);
  const now = desk.current?.dataset.number;
  for (const told of answer.cards) {
    const fresh = fragment(told.html);
    if (!fresh) continue;
    const old = desk.card(told.number);
    if (old?.querySelector(".itemform") && old.dataset.version === fresh.dataset.version) continue;
    if (old) old.replaceWith(fresh);
    else place(desk, fresh, answer.order);
  }
  const summary = document.getElementById("summary");
  const checks = document.getElementById("checks");
  if (summary) summary.innerHTML = answer.summary;
  if (checks) checks.innerHTML = answer.checks;
  const filters = document.getElementById("shows");
  if (filters && !filters.contains(document.activeElement)) filters.innerHTML = answer.filters;
  const undo = document.querySelector<HTMLButtonElement>("[data-undo]");
  if (undo) undo.disabled = !answer.undoable;
  if (answer.text) desk.sheet.innerHTML = answer.text;
  desk.dim();
  desk.sift();
  if (now) desk.select(desk.card(now), document.activeElement === document.body);
}

function place(desk: Desk, fresh: HTMLElement, order: number[]): void {
  const after = order[order.indexOf(Number(fresh.dataset.number)) + 1];
  const next = after === undefined ? null : desk.card(after);
  desk.list.insertBefore(fresh, next);
}
