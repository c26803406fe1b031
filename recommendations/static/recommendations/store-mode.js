// A shared tablet: asks whether somebody is still there, and clears the screen when nobody is.
// The server clears by itself a little later; without this script a page of its own asks.
(() => {
  const bar = document.querySelector(".store-bar");
  const warning = document.querySelector(".store-warning");
  if (!bar || !warning) return;
  const WARNED = Number(bar.dataset.warned) * 1000;
  const IDLE = Number(bar.dataset.idle) * 1000;
  const TELL_EVERY = 45_000;
  let used = Date.now();
  let told = used;
  // An empty page that nobody has touched may stay as it is.
  let inUse = bar.dataset.inUse === "true";
  let over = false;

  const hide = () => document.body.replaceChildren();

  const clear = () => {
    over = true;
    const form = bar.querySelector("form");
    hide();
    form.hidden = true;
    document.body.append(form);
    form.submit();
  };

  const tell = async () => {
    told = Date.now();
    try {
      const answer = await fetch(bar.dataset.alive, { cache: "no-store", redirect: "error" });
      // 410: nothing is left to go on with. On the first page there was nothing before, either.
      if (answer.status === 410 && bar.dataset.inUse === "true" && !over) clear();
    } catch {
      // No network: what the server does not hear of, it clears.
    }
  };

  const note = () => {
    if (over) return;
    used = Date.now();
    inUse = true;
    if (used - told > TELL_EVERY) tell();
  };

  const look = () => {
    if (over || !inUse) return;
    const idle = Date.now() - used;
    if (idle >= IDLE) clear();
    else if (idle >= WARNED && !warning.open) warning.showModal();
  };

  for (const event of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    document.addEventListener(event, () => { if (!warning.open) note(); }, { passive: true });
  }
  for (const event of ["click", "close"]) warning.addEventListener(event, note);
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);

  // Kept in memory by the browser for its Back button: never shown again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    hide();
    location.reload();
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
