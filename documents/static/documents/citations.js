// "Thêm" beside a cited document makes a line of relations of it; the officer checks the line and saves.
(() => {
  const FIELDS = {
    kind: "kind",
    number: "target_number",
    issued: "target_issued_on",
    title: "target_title",
    provision: "provision",
  };

  function addLine(button) {
    const total = document.querySelector("#id_relations-TOTAL_FORMS");
    const add = document.querySelector("#id_relations-ADD");
    if (!total || !add) return;
    const place = Number(total.value);
    add.click();
    for (const [given, field] of Object.entries(FIELDS)) {
      const input = document.querySelector(`#id_relations-${place}-${field}`);
      if (!input) continue;
      input.value = button.dataset[given] || "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    button.disabled = true;
    button.textContent = "Đã thêm";
    document.querySelector(`#id_relations-${place}-kind`)?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-document-citations] button[data-number]");
    if (button) addLine(button);
  });
})();
