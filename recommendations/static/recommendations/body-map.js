// A tap on the figure ticks its place without scrolling to the list, and the figure says what is chosen.
// Without this file the tap ticks it too, and the browser shows the place in the list.
(() => {
  const map = document.querySelector(".body-map");
  if (!map) return;
  const field = map.parentElement;
  const names = map.querySelector(".body-map-names");
  const hint = map.querySelector(".body-map-hint");

  const nameOf = (box) => field.querySelector(`.choice-label[for="${box.id}"]`).textContent;
  const hintOf = (box) => document.getElementById(`${box.id}_hint`)?.textContent ?? "";

  const say = (box) => {
    const chosen = [...field.querySelectorAll("input:checked")].map(nameOf);
    names.textContent = chosen.length ? `${names.dataset.chosen} ${chosen.join(", ")}` : "";
    hint.textContent = box?.checked ? hintOf(box) : "";
  };

  map.addEventListener("click", (event) => {
    const spot = event.target.closest(".body-spot");
    if (!spot) return;
    event.preventDefault();
    spot.control.click();
  });
  field.addEventListener("change", (event) => say(event.target));
  say();
})();
