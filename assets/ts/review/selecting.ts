// Words selected in the text can be added. A browser counts UTF-16 units, spans count code points.
import type { Desk } from "./desk";
import { openAdd } from "./itemform";

function codePoints(text: string): number {
  return [...text].length;
}

/** The code point at which an end of the selection stands; null outside the text. Between two pieces (the
 * edge of a cell) the start belongs to the piece behind it, the end to the one before. */
function offsetOf(sheet: HTMLElement, node: Node, offset: number, edge: "start" | "end"): number | null {
  if (!sheet.contains(node)) return null;
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-s]");
  if (piece && sheet.contains(piece)) {
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, offset);
    return Number(piece.dataset.s) + codePoints(before.toString());
  }
  const point = document.createRange();
  point.setStart(node, offset);
  const all = [...sheet.querySelectorAll<HTMLElement>("[data-s]")];
  const next = all.findIndex((one) => point.comparePoint(one, 0) >= 0);
  const found = edge === "start" ? all[next] : all[next < 0 ? all.length - 1 : next - 1];
  if (!found) return null;
  return Number(found.dataset.s) + (edge === "end" ? codePoints(found.textContent ?? "") : 0);
}

/** The selected words as code points, blanks at both ends left out; null when nothing in the text is selected. */
export function selected(sheet: HTMLElement): { start: number; end: number } | null {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
  const range = chosen.getRangeAt(0);
  const start = offsetOf(sheet, range.startContainer, range.startOffset, "start");
  const end = offsetOf(sheet, range.endContainer, range.endOffset, "end");
  if (start === null || end === null || end <= start) return null;
  const words = range.toString();
  const lead = codePoints(words) - codePoints(words.trimStart());
  const tail = codePoints(words) - codePoints(words.trimEnd());
  return start + lead < end - tail ? { start: start + lead, end: end - tail } : null;
}

export function offerToAdd(desk: Desk, adder: HTMLElement): void {
  let at: { start: number; end: number } | null = null;
  const look = () => {
    at = selected(desk.sheet);
    adder.hidden = at === null;
    if (!at) return;
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (!box) return;
    adder.style.left = `${Math.max(8, Math.min(box.left, innerWidth - adder.offsetWidth - 8)) + scrollX}px`;
    adder.style.top = `${box.bottom + scrollY + 8}px`;
  };
  desk.sheet.addEventListener("pointerup", () => setTimeout(look, 0));
  desk.sheet.addEventListener("keyup", look);
  document.addEventListener("selectionchange", () => {
    if (getSelection()?.isCollapsed) adder.hidden = true;
    else if (matchMedia("(pointer: coarse)").matches) look();
  });
  adder.addEventListener("pointerdown", (event) => event.preventDefault());
  adder.addEventListener("click", (event) => {
    const noun = (event.target as HTMLElement).closest<HTMLElement>("[data-add]")?.dataset.add;
    if (!noun || !at) return;
    adder.hidden = true;
    void openAdd(desk, noun, at.start, at.end);
  });
}
