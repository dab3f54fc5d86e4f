// <form data-upload>: a file may be dropped; or several, each read on its own.

export function dropToUpload(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>("[data-drop]");
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  const name = form.querySelector<HTMLElement>(".drop-name");
  if (!box || !input || !name) return;
  document.documentElement.classList.add("js-upload");
  const tell = () => {
    name.textContent = [...(input.files ?? [])].map((file) => file.name).join("\n");
  };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"])
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
  for (const kind of ["dragleave", "drop"]) box.addEventListener(kind, () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    input.files = files;
    tell();
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector<HTMLButtonElement>("button.primary");
    if (!button) return;
    button.disabled = true;
    button.textContent = form.dataset.sending ?? button.textContent;
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
