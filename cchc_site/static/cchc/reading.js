// Ways of reading: larger letters, remembered on this machine alone, and the browser's own Vietnamese voice.
// Without this script the browser's own zoom and reader do the same.
"use strict";

{
  const KEPT = "cchc-co-chu";
  const root = document.documentElement;
  const sizes = document.getElementById("co-chu");
  const kept = () => {
    try { return localStorage.getItem(KEPT) || ""; } catch { return ""; }
  };
  const show = (size) => {
    root.style.setProperty("--letters", /^\d+%$/.test(size) ? size : "112.5%");
    for (const button of sizes.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    }
  };
  if (sizes) {
    sizes.hidden = false;
    show(kept());
    sizes.addEventListener("click", (event) => {
      const { size } = event.target.dataset;
      if (size === undefined) return;
      try { localStorage.setItem(KEPT, size); } catch { /* the choice then holds for this page */ }
      show(size);
    });
  }

  const button = document.getElementById("nghe-doc");
  const voices = window.speechSynthesis;
  const voice = () => voices.getVoices().find(({ lang }) => lang.toLowerCase().startsWith("vi"));
  const READ = ".item h1, .item-lead, .question, .outcome, .prose :is(h2, h3, h4, p, li, blockquote), .transcript p";

  // A paragraph is an utterance of its own: browsers stop in the middle of long ones.
  const words = () => [...document.querySelectorAll(READ)]
    .filter((element) => !element.querySelector("p, li") && element.getClientRects().length)
    .map((element) => element.textContent.trim())
    .filter(Boolean);

  const read = () => {
    const texts = words();
    button.textContent = "Dừng đọc";
    texts.forEach((text, place) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice();
      utterance.lang = "vi-VN";
      if (place === texts.length - 1) utterance.onend = stop;
      voices.speak(utterance);
    });
  };
  const stop = () => {
    voices.cancel();
    button.textContent = "Nghe đọc";
  };
  if (button && voices) {
    const offer = () => { button.hidden = !voice(); };
    offer();
    voices.addEventListener?.("voiceschanged", offer);
    button.addEventListener("click", () => (voices.speaking ? stop() : read()));
    window.addEventListener("pagehide", () => voices.cancel());
  }
}
