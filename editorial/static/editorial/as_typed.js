/* A field keeps what was typed into it; what is wrong with it is said at the field when the form is sent. */
(() => {
  // Left to itself the chooser of dates writes another day over one it cannot read: 03/03/2026 for 31/02/2026, today for
  // 2026-11-27.
  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

  // A browser cuts what is pasted at this length and says nothing.
  document.addEventListener('focusin', (event) => event.target.removeAttribute('maxlength'), true);

  // Sent while the connection is lost, a form would give way to the browser's own page, and its text would be gone. Where the
  // editor, which saves by itself, has just failed to reach the server, the server is asked first whether it answers again.
  let isLost = false;
  const asked = new WeakSet();
  document.addEventListener('w-autosave:error', (event) => { isLost = event.detail?.type === 'network_error'; });
  document.addEventListener('w-autosave:success', () => { isLost = false; });
  document.addEventListener('submit', async (event) => {
    const { target: form, submitter } = event;
    if (form.method !== 'post' || asked.delete(form) || (navigator.onLine && !isLost)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      await fetch(window.location.href, { method: 'HEAD', cache: 'no-store' });
    } catch {
      const text = 'Mất kết nối nên chưa lưu được. Những gì đã nhập vẫn còn đây; khi có mạng lại, bấm lần nữa.';
      document.dispatchEvent(new CustomEvent('w-messages:add', { detail: { clear: true, text, type: 'error' } }));
      submitter?.setAttribute('data-w-progress-loading-value', 'false'); // it would show for half a minute that it is at work
      return;
    }
    isLost = false;
    asked.add(form);
    if (submitter) submitter.disabled = false; // a button that shows that it is at work would not be sent along
    form.requestSubmit(submitter);
  }, true);
})();
