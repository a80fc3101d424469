/* The search of the first page of the site: it leaves, of the lists, what holds all the words typed.
   Everything is in the page without it. */
(() => {
  "use strict";
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\s\u2019']+/g, " ").toLowerCase()
      .replaceAll("œ", "oe").replaceAll("æ", "ae");
  const items = [...document.querySelectorAll("li[data-mots]")].map((element) => ({
    element, words: `${plain(element.textContent)} ${element.dataset.mots}`,
  }));
  const box = document.querySelector(".recherche");
  const field = box.querySelector("input");
  const said = box.querySelector("p");
  const look = () => {
    const asked = plain(field.value).split(" ").filter(Boolean);
    let kept = 0;
    for (const { element, words } of items) {
      element.hidden = !asked.every((word) => words.includes(word));
      kept += !element.hidden;
    }
    for (const list of document.querySelectorAll("ul:has(> li[data-mots])")) {
      list.hidden = !list.querySelector("li:not([hidden])");
      list.previousElementSibling.hidden = list.hidden;
    }
    said.textContent = !asked.length ? "" : kept
      ? `${kept} page${kept > 1 ? "s" : ""} sur ${items.length}`
      : "Aucune page ne contient tous ces mots.";
  };
  box.hidden = false;
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    const first = items.find(({ element }) => !element.hidden);
    if (event.key === "Enter" && field.value.trim() && first) first.element.querySelector("a").click();
  });
  look();
})();
