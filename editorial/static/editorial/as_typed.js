/* A field keeps what was typed into it; what is wrong with it is said at the field when the form is sent. */
(() => {
  // Left to itself the chooser of dates writes another day over one it cannot read: 03/03/2026 for 31/02/2026, today for
  // 2026-11-27.
  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

  // A browser cuts what is pasted at this length and says nothing.
  document.addEventListener('focusin', (event) => event.target.removeAttribute('maxlength'), true);
})();
