// Addresses from Vietnamese titles: "Đề án đổi mới" becomes de-an-doi-moi, as editorial/slugs.py does on the server.
// Wagtail's own maker of addresses drops most Vietnamese letters; it is given the title in plain letters instead.
(function () {
    const plain = (text) =>
        text
            .normalize("NFD")
            .replace(/[\u0300-\u036f]/g, "")
            .replace(/đ/g, "d")
            .replace(/Đ/g, "D")
            .replace(/(\w)[/.](?=\w)/g, "$1-"); // 20/7/2026 becomes 20-7-2026, not 2072026

    // The forms of the registers call this by its old name, and Wagtail has it no more: the address of an agency comes from it.
    window.URLify = (text, longest) =>
        plain(text).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, longest || 100);

    // Listening on the way down: before the address field sees the title, or is left by who typed in it.
    for (const name of ["w-sync:check", "w-sync:apply"]) {
        document.addEventListener(
            name,
            (event) => {
                if (event.target.id === "id_slug" && typeof event.detail?.value === "string") {
                    event.detail.value = plain(event.detail.value);
                }
            },
            true,
        );
    }
    document.addEventListener(
        "blur",
        (event) => {
            if (event.target.id === "id_slug") event.target.value = plain(event.target.value);
        },
        true,
    );
})();
