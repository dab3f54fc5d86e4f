// <div data-job="/jobs/7.json">: shows a job's progress; when it ends, opens data-done or reloads the page.

interface State {
  state: "queued" | "running" | "done" | "failed";
  percent: number | null;
  message: string;
}

async function follow(box: HTMLElement): Promise<void> {
  const bar = box.querySelector("progress");
  const words = box.querySelector(".job-message");
  for (let wait = 400; ; wait = Math.min(wait * 1.2, 3000)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answer = await fetch(box.dataset.job ?? "", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer) continue; // the server is away for a moment
    if (!answer.ok) return;
    const now = (await answer.json()) as State;
    if (bar && now.percent !== null) bar.value = now.percent;
    if (words && now.message && words.textContent !== now.message) words.textContent = now.message;
    if (now.state === "done" && box.dataset.done) location.assign(box.dataset.done);
    else if (now.state === "done" || now.state === "failed") location.reload();
    else continue;
    return;
  }
}

export function followJobs(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-job]")) void follow(box);
}
