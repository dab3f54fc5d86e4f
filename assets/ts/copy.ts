// A button with data-copy="#id" copies that element's words; without a clipboard it selects them instead.
export function copyOnClick(root: Document): void {
  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy]");
    const source = button && root.querySelector<HTMLElement>(button.dataset["copy"] ?? "");
    if (!button || !source) return;
    const words = source.textContent?.trim() ?? "";
    navigator.clipboard?.writeText(words).then(
      () => announce(button),
      () => select(source),
    ) ?? select(source);
  });
}

function announce(button: HTMLElement): void {
  const before = button.textContent;
  button.textContent = button.dataset["done"] ?? before;
  setTimeout(() => (button.textContent = before), 2000);
}

function select(source: HTMLElement): void {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  source.scrollIntoView({ block: "nearest" });
}
