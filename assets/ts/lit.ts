// A source page opens at its lit words, also when its address came without #lit.
export function scrollToLit(root: Document): void {
  if (!location.hash) root.getElementById("lit")?.scrollIntoView({ block: "center" });
}
