// An item's small comforts. Without this script the page says and does the same, by hand.
"use strict";

const citation = document.getElementById("cau-trich-dan");
const item = document.querySelector(".item");

// Words taken from an item carry its source with them; a number or a name copied alone does not need it.
const LONG_ENOUGH = 60;

if (item && citation) {
  const source = citation.textContent.trim().replace(/\s+/g, " ");

  item.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const words = selection.toString();
    if (words.length < LONG_ENOUGH || words.includes("Nguồn: Trang Thông tin") || !event.clipboardData) return;
    const holder = document.createElement("div");
    for (let index = 0; index < selection.rangeCount; index += 1) {
      holder.append(selection.getRangeAt(index).cloneContents());
    }
    const line = document.createElement("p");
    line.textContent = source;
    holder.append(line);
    event.clipboardData.setData("text/plain", `${words}\n\n${source}\n`);
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.preventDefault();
  });

  const button = document.getElementById("chep-trich-dan");
  const told = document.getElementById("da-chep");
  if (button && navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source);
        told.textContent = "Đã chép.";
      } catch {
        document.getSelection().selectAllChildren(citation);
        told.textContent = "Trình duyệt không cho chép: câu trích dẫn đã được chọn, bấm Ctrl+C.";
      }
    });
  }
}

// "Báo lỗi" takes the words along that the reader has selected.
const report = document.getElementById("bao-loi");
const offer = document.getElementById("bao-loi-doan");

if (item && report && offer) {
  const selected = () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !item.contains(selection.anchorNode) || !item.contains(selection.focusNode)) return "";
    return selection.toString().trim().replace(/\s+/g, " ").slice(0, 500);
  };
  const link = offer.querySelector("a");
  document.addEventListener("selectionchange", () => {
    const words = selected();
    offer.hidden = words.length < 3;
    if (!offer.hidden) link.href = `${report.pathname}?doan=${encodeURIComponent(words)}`;
  });
}
