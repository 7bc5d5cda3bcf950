/* A paste into the text of an item goes to the server first, which knows Word's marks, old encodings and what a table is.
   It comes back as blocks: words at the cursor, tables and pictures right below. A picture waits for its words. */
(() => {
  'use strict';

  const place = document.currentScript.dataset;
  const OUR_OWN = 'data-draftjs-conductor-fragment';
  const OLD_LETTERS = /[\u00a1-\u00ff]{1}/;
  const NEW_LETTERS = /[\u1ea0-\u1ef9ăĂđĐĩĨũŨơƠưƯ]/;

  document.addEventListener('paste', (event) => {
    const editor = event.target.closest?.('.Draftail-Editor');
    if (!editor || event.isTidied) return;
    const data = event.clipboardData;
    const html = data.getData('text/html') || oldLettersAsHtml(data.getData('text/plain'));
    const files = html ? [] : [...data.files].filter((file) => file.type.startsWith('image/'));
    if ((!html && !files.length) || html.includes(OUR_OWN)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const target = event.target.closest('[contenteditable="true"]') || event.target;
    const rtf = /<img/i.test(html) ? data.getData('text/rtf') : '';
    (html ? read(html, rtf) : Promise.all(files.map(fileAsPart)).then((parts) => ({ parts, said: [] })))
      .then((answer) => putIn(answer, editor, target))
      .catch(() => say(editor.parentElement, ['Không dán được vì mất kết nối với máy chủ. Hãy thử dán lại.']));
  }, true);

  /* Words of TCVN3 or VNI come as plain text too: the server looks at whatever may be such. */
  function oldLettersAsHtml(text) {
    if (!OLD_LETTERS.test(text) || NEW_LETTERS.test(text)) return '';
    const holder = document.createElement('div');
    text.split(/\r?\n/).forEach((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      holder.append(paragraph);
    });
    return holder.innerHTML;
  }

  async function send(address, fields) {
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    return fetch(address, { method: 'POST', body, headers: { 'X-CSRFToken': document.querySelector('[name="csrfmiddlewaretoken"]').value } });
  }

  async function read(html, rtf) {
    const response = await send(place.paste, { html, rtf });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  function fileAsPart(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve({ type: 'waiting-picture', source: reader.result, name: file.name || 'anh-dan.png', words: '' });
      reader.onerror = reject;
      reader.readAsDataURL(file);
    });
  }

  async function putIn({ parts, said }, editor, target) {
    const stream = streamAround(editor);
    const known = stream ? stream.list.blockDef.childBlockDefsByName : {};
    const blocks = [];
    for (const part of parts) {
      if (part.type === 'paragraph' || known[part.type]) blocks.push(part);
      else if (part.type === 'waiting-picture' && known.picture) blocks.push(await withWords(part));
      else if (part.type === 'table') blocks.push(asLines(part));
      else said.push('Ô này không nhận ảnh: ảnh trong phần dán đã được bỏ ra.');
    }
    said.push(...blocks.filter((block) => block?.left).map((block) => block.left));
    const kept = blocks.filter((block) => block && !block.left);
    if (kept.some((block) => block.type !== 'paragraph')) said.push('Bảng, ảnh đứng thành khối riêng, ngay dưới khối văn bản đang viết.');
    if (kept.some((block) => block.type === 'table' && !block.value.caption)) said.push('Hãy nhập tên cho bảng vừa dán.');
    const at = stream ? stream.list.children.indexOf(stream.child) : -1;
    if (!stream) {
      insertWords(target, kept.map((block) => block.html).join(''));
    } else {
      const first = kept[0]?.type === 'paragraph' ? kept.shift() : null;
      if (first) insertWords(target, first.html);
      const wasEmpty = !first && kept.length && !stream.child.block.widget.getState().getCurrentContent().hasText();
      kept.forEach((block, index) => stream.list.insert({ type: block.type, value: block.value, id: null }, at + 1 + index, {}));
      if (wasEmpty) stream.list.deleteBlock(at);
    }
    const children = stream?.list.children || [];
    say(children.find((child) => child === stream.child)?.element || children[Math.max(at, 0)]?.element || editor.parentElement, said);
  }

  /* The list of blocks that holds this editor as one of its own, and the block. */
  function streamAround(editor) {
    const beside = editor.closest('.Draftail-Editor__wrapper')?.parentNode.querySelectorAll('input') || [];
    const input = [...beside].find((field) => field.draftailEditor);
    for (let root = editor.parentElement; input && root; root = root.parentElement) {
      const list = root.rootBlock;
      const child = list?.children?.find?.((item) => item.block?.widget?.input === input);
      if (child) return { list, child };
    }
    return null;
  }

  function insertWords(target, html) {
    const data = new DataTransfer();
    const holder = document.createElement('div');
    holder.innerHTML = html;
    data.setData('text/html', html);
    data.setData('text/plain', [...holder.querySelectorAll('p, h2, h3, li, blockquote')].map((tag) => tag.textContent).join('\n'));
    const tidied = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    tidied.isTidied = true;
    target.focus();
    target.dispatchEvent(tidied);
  }

  function asLines(table) {
    const holder = document.createElement('div');
    table.value.data.split('\n').forEach((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line.split('\t').join(' – ');
      holder.append(paragraph);
    });
    return { type: 'paragraph', html: holder.innerHTML };
  }

  /* Ask for the words of a picture, then keep it. */
  function withWords(part) {
    const dialog = document.createElement('dialog');
    dialog.className = 'paste-picture';
    dialog.setAttribute('aria-labelledby', 'paste-picture-title');
    dialog.innerHTML = `<form method="dialog">
      <h2 id="paste-picture-title">Ảnh trong phần dán</h2>
      <img alt="">
      <p class="paste-picture__wrong" role="alert" hidden></p>
      <label for="paste-picture-words">Văn bản thay thế (bắt buộc)</label>
      <textarea id="paste-picture-words" rows="3" maxlength="300" aria-describedby="paste-picture-help"></textarea>
      <p id="paste-picture-help">Tả ngắn gọn nội dung ảnh cho người không nhìn thấy ảnh.</p>
      <div class="paste-picture__acts"><button class="button" value="keep">Đưa ảnh vào bài</button>
      <button type="button" class="button button-secondary" value="leave">Bỏ ảnh này</button></div></form>`;
    dialog.querySelector('img').src = part.source;
    const words = dialog.querySelector('textarea');
    const wrong = dialog.querySelector('.paste-picture__wrong');
    words.value = part.words;
    document.body.append(dialog);
    dialog.showModal();
    words.focus();
    return new Promise((resolve) => {
      const end = (block) => { dialog.close(); dialog.remove(); resolve(block); };
      const leave = () => end({ left: 'Một ảnh đã được bỏ ra theo yêu cầu.' });
      const complain = (sentence) => { wrong.textContent = sentence; wrong.hidden = false; words.focus(); };
      dialog.addEventListener('cancel', (event) => { event.preventDefault(); leave(); });
      dialog.querySelector('[value="leave"]').addEventListener('click', leave);
      dialog.querySelector('form').addEventListener('submit', async (event) => {
        event.preventDefault();
        if (!words.value.trim()) { complain('Hãy tả ảnh, hoặc bỏ ảnh này.'); return; }
        try {
          const file = new File([await (await fetch(part.source)).blob()], part.name);
          const response = await send(place.picture, { file, alt_text: words.value.trim() });
          const answer = await response.json();
          if (response.ok) end(answer);
          else complain(answer.sentences.join(' '));
        } catch (error) { complain('Không lưu được ảnh vì mất kết nối với máy chủ. Hãy thử lại.'); }
      });
    });
  }

  function say(holder, sentences) {
    holder.querySelector(':scope > .paste-said')?.remove();
    if (!sentences.length) return;
    const note = document.createElement('div');
    note.className = 'paste-said help-block help-info';
    note.setAttribute('role', 'status');
    const list = document.createElement('ul');
    [...new Set(sentences)].forEach((sentence) => list.append(Object.assign(document.createElement('li'), { textContent: sentence })));
    note.append(list);
    holder.append(note);
  }
})();
