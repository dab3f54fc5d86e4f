/** A button marked `data-print` prints the page as its style sheet lays it out on paper. */
export function printOnClick(page: Document): void {
  page.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}
