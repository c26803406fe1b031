// Finds the line of a medicine by its name, in the page: nothing that is typed here is sent anywhere.
(() => {
  const MOST = 6;
  const box = document.querySelector(".medicine-search");
  if (!box) return;
  const input = box.querySelector("input");
  const list = box.querySelector(".medicine-found");
  const status = box.querySelector(".medicine-said");
  const other = document.getElementById("id_medication_other");
  const field = box.closest("fieldset");
  const say = (text) => { status.textContent = text; };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

  // Accents, case, spaces and signs do not count.
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  const table = new Map();
  for (const [line, medicines] of Object.entries(JSON.parse(document.getElementById("medicine-names").textContent))) {
    for (const names of medicines.split(";").map((each) => each.split(","))) {
      for (const name of names) {
        const entry = table.get(plain(name)) ?? { name, generic: names[0], lines: [] };
        entry.lines.push(line);
        table.set(plain(name), entry);
      }
    }
  }

  // One letter too many, missing, wrong, or two changed about.
  const oneApart = (a, b) => {
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    const [x, y] = [a.slice(start), b.slice(start)];
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
      || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };
  const isNear = (typed, name) =>
    [-1, 0, 1].some((more) => oneApart(typed, name.slice(0, typed.length + more)));

  const matches = (typed) => {
    const names = [...table.keys()];
    const pick = (test) => names.filter(test).map((name) => table.get(name));
    const exact = table.has(typed) ? [table.get(typed)] : [];
    const begun = pick((name) => name.startsWith(typed) && name !== typed);
    if (exact.length || begun.length) return { found: [...exact, ...begun], exact: exact.length > 0 };
    // With its strength behind it, or in the middle of a name; then misspelled.
    const within = typed.length < 4 ? []
      : pick((name) => (name.length > 3 && typed.startsWith(name)) || name.includes(typed));
    if (within.length) return { found: within };
    return { found: typed.length < 4 ? [] : pick((name) => isNear(typed, name)), near: true };
  };

  const control = (value) => field.querySelector(`input[value="${value}"]`);
  const wordsOf = (line) => field.querySelector(`.choice-label[for="${control(line).id}"]`).textContent;
  const inWords = ({ name, generic }) => (name === generic ? name : `${name} (${generic})`);

  // “None” beside a medicine would be refused: the later word counts.
  const free = (values) => values.map(control).filter((each) => each?.checked).map((each) => {
    each.click();
    return fill(box.dataset.freed, { line: wordsOf(each.value) });
  });

  const done = (sentences) => {
    input.value = "";
    list.replaceChildren();
    input.focus();
    say(sentences.join(" "));
  };

  const choose = (entry) => {
    const said = entry.lines.map((line) => {
      if (!control(line).checked) control(line).click();
      return fill(box.dataset.chosen, { name: inWords(entry), line: wordsOf(line) });
    });
    done([...said, ...free(["none", "nothing"])]);
  };

  const add = (name) => {
    const text = other.value.trim() ? `${other.value.trim()}, ${name}` : name;
    if ([...text].length > Number(box.dataset.limit)) return say(box.dataset.full);
    other.value = text;
    done([fill(box.dataset.added, { name }), ...free(["nothing"])]);
  };

  const row = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary";
    button.textContent = text;
    button.addEventListener("click", act);
    const item = document.createElement("li");
    item.append(button);
    return item;
  };

  let later;
  const look = () => {
    const name = input.value.trim().replace(/\s+/g, " ");
    const typed = plain(name);
    const { found, exact, near } = typed.length < 2 ? { found: [] } : matches(typed);
    const shown = found.slice(0, MOST);
    const rows = shown.map((entry) => row(
      fill(box.dataset.row, { name: inWords(entry), line: entry.lines.map(wordsOf).join("”, “") }),
      () => choose(entry),
    ));
    const short = name.length > 60 ? `${name.slice(0, 60)}…` : name;
    const unknown = typed.length > 2 && !exact;
    if (unknown) rows.push(row(fill(box.dataset.add, { name: short }), () => add(name)));
    list.replaceChildren(...rows);
    clearTimeout(later);
    const text = shown.length ? (near ? box.dataset.near : box.dataset.found) : box.dataset.unknown;
    const worth = unknown || shown.length;
    later = setTimeout(say, 500, worth ? fill(text, { name: short, count: shown.length }) : "");
    return exact && shown[0];
  };

  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const exact = look();
    clearTimeout(later);
    if (exact) choose(exact);
    else list.querySelector("button")?.focus();
  });
  // What still stands here on leaving would be lost, and with it perhaps a medicine that matters.
  input.form.addEventListener("submit", (event) => {
    const name = input.value.trim();
    if (!name || event.submitter?.name === "back") return;
    event.preventDefault();
    look();
    clearTimeout(later);
    say(fill(box.dataset.left, { name: name.slice(0, 60) }));
    input.focus();
  });
  box.hidden = false;
})();
