// The anti-forgery token travels in a cookie, never in the page: pages stay the same byte for byte.

export function token(): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return found ? decodeURIComponent(found.slice("csrftoken=".length)) : "";
}

/** Headers for a fetch that writes. */
export function writing(): Record<string, string> {
  return { "X-CSRFToken": token(), Accept: "application/json", "Content-Type": "application/json" };
}

/** htmx requests carry the token too. */
export function sendTokenWithRequests(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    detail.headers["X-CSRFToken"] = token();
  });
}
