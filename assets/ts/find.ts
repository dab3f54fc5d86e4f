// "/" goes to the search box from wherever one does not type.

export function focusOnSlash(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const on = event.target as HTMLElement;
    if (on.closest("input, textarea, select, [contenteditable], dialog")) return;
    const box = document.querySelector<HTMLInputElement>("[data-find]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
