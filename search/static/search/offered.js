// What is offered while a person types in a field with data-offered: a listbox under a combobox, as WAI-ARIA describes it.
// Without scripts the field is a plain field of a plain form.
(() => {
  const PAUSE = 150;

  const attach = (field) => {
    const list = document.createElement("ul");
    const said = document.createElement("p");
    let offered = [], chosen = -1, timer = 0, asking = null, typed = field.value;

    list.className = "offered";
    list.id = `${field.id}-goi-y`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Gợi ý");
    said.className = "unseen";
    said.setAttribute("role", "status");
    field.after(list, said);
    const facts = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(facts)) field.setAttribute(name, value);

    const close = () => {
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const choose = (place) => {
      chosen = place;
      [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === place)));
      if (place < 0) {
        field.value = typed;
        field.removeAttribute("aria-activedescendant");
        return;
      }
      field.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
      field.value = offered[place].url ? typed : offered[place].text;
    };

    const take = (place) => {
      const one = offered[place];
      if (one.url) {
        location.assign(one.url);
        return;
      }
      field.value = one.text;
      close();
      field.form.requestSubmit();
    };

    const show = () => {
      list.replaceChildren(...offered.map((one, place) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${place}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.textContent = one.text;
        if (one.url) {
          const note = document.createElement("span");
          note.className = "offered-note";
          note.textContent = one.note ? `Mở văn bản số ${one.note}` : "Mở trang này";
          row.classList.toggle("offered-page", place > 0 && !offered[place - 1].url);
          row.append(note);
        }
        row.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
        row.addEventListener("click", () => take(place));
        return row;
      }));
      chosen = -1;
      list.hidden = offered.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = offered.length ? `Có ${offered.length} gợi ý, dùng phím mũi tên để chọn.` : "";
    };

    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const words = typed.trim();
      if (words.length < 2) {
        offered = [];
        show();
        return;
      }
      try {
        const answer = await fetch(`${field.dataset.offered}?${new URLSearchParams({ q: words })}`, { signal: asking.signal });
        if (!answer.ok) return;
        ({ offered } = await answer.json());
        if (document.activeElement === field && field.value.trim() === words) show();
      } catch (error) {
        if (error.name !== "AbortError") close(); // no network: the field stays a plain one
      }
    };

    field.addEventListener("input", () => {
      typed = field.value;
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const last = offered.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (last < 0) return;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (list.hidden) show();
        const place = chosen + step;
        choose(place > last ? -1 : place < -1 ? last : place);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(chosen);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        field.value = typed;
        close();
      }
    });
  };

  document.querySelectorAll("input[data-offered]").forEach(attach);
})();
