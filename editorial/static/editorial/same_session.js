/* Whoever logs in again in another tab gets a new token against forgery: a form opened before takes it along, so that it can
   still be sent. */
(() => {
  const takeNewToken = () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (!token) return;
    for (const field of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) field.value = token;
  };
  window.addEventListener('focus', takeNewToken);
  document.addEventListener('submit', takeNewToken, true);
})();
