// j and k walk through the findings, m goes back to the matrix; the page works without it.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const notes = Array.from(document.querySelectorAll(".note > a.self"));
  // With none in focus, the walk starts from what is in view.
  let here = notes.indexOf(document.activeElement);
  if (here < 0) here = notes.findLastIndex((note) => note.getBoundingClientRect().top < 0);
  if (event.key === "j") notes[Math.min(here + 1, notes.length - 1)]?.focus();
  if (event.key === "k") notes[Math.max(here - 1, 0)]?.focus();
  if (event.key === "m") {
    document.getElementById("matrix").scrollIntoView();
    document.querySelector(".wide").focus({ preventScroll: true });
  }
});
