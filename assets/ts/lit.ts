// A source page opens at its lit words, also when its address came without #lit.
export function scrollToLit(root: Document): void {
  for (const mark of root.querySelectorAll(".gridbox mark")) showInTable(mark);
  if (!location.hash) root.getElementById("lit")?.scrollIntoView({ block: "center" });
}

/** A wide table opens at its lit cell, beside the column of names. */
function showInTable(mark: Element): void {
  const box = mark.closest(".gridbox");
  const { right } = mark.getBoundingClientRect();
  if (box && right > box.getBoundingClientRect().right) box.scrollLeft += right - box.getBoundingClientRect().right + 16;
}
