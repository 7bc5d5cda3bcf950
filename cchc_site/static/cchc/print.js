// "In trang này" leads to a plain view of the page; where scripts run, the printing dialogue opens by itself.
window.addEventListener("load", () => window.print());
