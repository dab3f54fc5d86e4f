// <details class="person"> and other menus close on Escape and on a click elsewhere.

export function closeMenusOutside(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>("details.person[open], details.moments[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
