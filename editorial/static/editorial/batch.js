// An approved batch is published a part at a time; the page asks for the next part until none is left.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-batch-goes-on]");
  if (form) form.requestSubmit();
});
