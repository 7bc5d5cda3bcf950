/* The text editor writes what is typed into its form a quarter of a second late. Whoever presses a button sooner would send
   the text without its last words, or without what was just pasted: so the form takes them first. */
document.addEventListener('submit', (event) => {
  for (const field of event.target.elements) field.draftailEditor?.saveState();
}, true);
