// The documents desk: upload and review.
import { listenToClicks, listenToKeys, show } from "../review/deciding";
import { Desk, toast } from "../review/desk";
import { suggestIndicators } from "../review/indicators";
import { offerPlainOnes } from "../review/plain-ones";
import { offerToAdd } from "../review/selecting";
import { refresh } from "../review/send";
import { dropToUpload } from "../review/upload";

const POLL_SECONDS = 15;

function listenToColleagues(desk: Desk): void {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await refresh(desk);
    const names = answer?.cards.map((card) => desk.card(card.number)?.querySelector(".v")?.textContent?.trim());
    if (names?.length) toast(`${desk.say("Others")}${names.slice(0, 3).join("、")}`);
  }, POLL_SECONDS * 1000);
}

function start(root: HTMLElement): void {
  const sheet = document.getElementById("text");
  const list = document.getElementById("cards");
  if (!sheet || !list) return;
  const desk = new Desk(root, sheet, list);
  document.documentElement.classList.add("js-desk");
  listenToKeys(desk);
  listenToClicks(desk);
  const panes = document.querySelector<HTMLElement>(".panes");
  if (panes) panes.hidden = false;
  panes?.addEventListener("click", (event) => {
    const pane = (event.target as HTMLElement).closest<HTMLElement>("[data-pane]")?.dataset.pane;
    if (pane === "text" || pane === "cards") show(desk, pane);
  });
  show(desk, location.hash.startsWith("#c") ? "cards" : "text");
  desk.dim();
  const wanted = location.hash.startsWith("#c") ? desk.card(location.hash.slice(2)) : null;
  desk.select(wanted ?? (desk.may ? desk.waiting(null) : null) ?? desk.cards()[0] ?? null, wanted !== null || desk.may, wanted !== null);
  if (!desk.may) return;
  offerPlainOnes(desk);
  const adder = document.querySelector<HTMLElement>(".adder");
  if (adder) offerToAdd(desk, adder);
  listenToColleagues(desk);
}

const root = document.querySelector<HTMLElement>("[data-desk]");
if (root) start(root);
else suggestIndicators(document);
const upload = document.querySelector<HTMLFormElement>("form[data-upload]");
if (upload) dropToUpload(upload);
