/* Dropping a file, and reading a scan on without a press for each page. Without this script both go by buttons. */
(() => {
    const form = document.querySelector('[data-document-drop]');
    if (form) {
        const place = form.querySelector('.document-drop__place');
        const input = place.querySelector('input[type=file]');
        const over = (isOver) => place.classList.toggle('document-drop__place--over', isOver);
        place.addEventListener('dragover', (event) => { event.preventDefault(); over(true); });
        place.addEventListener('dragleave', () => over(false));
        place.addEventListener('drop', (event) => {
            event.preventDefault();
            over(false);
            if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; }
        });
        form.addEventListener('submit', () => {
            form.querySelector('[data-document-wait]').hidden = false;
            // The key makes a second press the same press; the button only shows that one is enough.
            setTimeout(() => { form.querySelector('button[type=submit]').disabled = true; }, 0);
        });
        window.addEventListener('pageshow', () => { form.querySelector('button[type=submit]').disabled = false; });
    }

    const readingOn = document.querySelector('[data-reading-on]');
    if (!readingOn) { return; }
    const bar = readingOn.querySelector('[data-reading-bar]');
    const words = readingOn.querySelector('[data-reading-words]');
    const stop = readingOn.querySelector('[data-reading-stop]');
    let isStopped = false;
    stop.hidden = false;
    stop.addEventListener('click', () => {
        isStopped = true;
        stop.hidden = true;
        words.textContent = `Đã dừng ở ${bar.value} trên ${bar.max} trang.`;
    });
    const next = async () => {
        while (!isStopped) {
            const before = bar.value;
            let answer;
            try {
                const response = await fetch(window.location.href, {
                    method: 'POST', body: new FormData(readingOn), headers: { Accept: 'application/json' },
                });
                if (!response.ok) { throw new Error(response.status); }
                answer = await response.json();
            } catch (error) {
                words.textContent = 'Mất kết nối khi đang nhận dạng. Bấm “Nhận dạng tiếp” để đọc tiếp từ trang đang dở.';
                return;
            }
            bar.value = answer.done;
            words.textContent = `Đã nhận dạng ${answer.done} trên ${answer.total} trang.`;
            const hasFields = (done) => done >= Math.min(2, answer.total);
            if (answer.finished || (hasFields(answer.done) && !hasFields(before))) { window.location.reload(); return; }
        }
    };
    next();
})();
